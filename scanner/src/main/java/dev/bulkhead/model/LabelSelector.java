package dev.bulkhead.model;

import java.util.List;
import java.util.Map;

/** A Kubernetes label selector. Empty selects everything. */
public record LabelSelector(Map<String, String> matchLabels, List<Requirement> matchExpressions) {

  /** {@code operator} is In, NotIn, Exists or DoesNotExist. */
  public record Requirement(String key, String operator, List<String> values) {}
}

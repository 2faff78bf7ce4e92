package dev.bulkhead.model;

import java.util.List;

/**
 * A Role or ClusterRole ({@code meta.namespace} is null).
 *
 * @param aggregation selectors of an aggregated ClusterRole
 */
public record Role(Meta meta, List<Rule> rules, List<LabelSelector> aggregation) implements Entity {

  /** A rule of RBAC. */
  public record Rule(
      String pointer,
      List<String> apiGroups,
      List<String> resources,
      List<String> verbs,
      List<String> resourceNames,
      List<String> nonResourceURLs) {}
}

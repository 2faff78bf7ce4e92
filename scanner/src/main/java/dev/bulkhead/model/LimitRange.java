package dev.bulkhead.model;

import java.util.Map;
import java.util.List;

/** A LimitRange. */
public record LimitRange(Meta meta, List<Limit> limits) implements Entity {

  /**
   * {@code type} is Container, Pod or PersistentVolumeClaim. The key default of the API is named
   * defaults.
   */
  public record Limit(
      String type,
      Map<String, String> defaults,
      Map<String, String> defaultRequest,
      Map<String, String> max,
      Map<String, String> min) {}
}

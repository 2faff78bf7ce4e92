package dev.bulkhead.isolation;

import java.util.List;

/**
 * What was judged of a tenant in one layer, apart from the ways that were found.
 *
 * @param held controls that gave a verdict
 * @param needs what is missing for a verdict
 */
public record Wall(List<Held> held, List<Need> needs) {

  /**
   * A control that gave a verdict on what the tenant has, or shares: what failed are the ways.
   *
   * @param passes how many entities passed; 0 where all failed
   */
  public record Held(String control, String title, int passes) {}

  /**
   * Evidence that is missing.
   *
   * @param control that needs it
   * @param entities how many entities could not be judged for this and like reasons; 0 where there
   *     was nothing to judge
   */
  public record Need(String control, String reason, int entities) {}

  boolean isKnown() {
    return needs.isEmpty() && !held.isEmpty();
  }
}

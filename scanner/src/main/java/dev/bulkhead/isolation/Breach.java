package dev.bulkhead.isolation;

import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Layer;
import java.util.List;

/**
 * A way between tenants.
 *
 * @param from tenants that get through, to each of {@code to} but themselves; {@code *} = every one
 * @param findings that say so
 * @param proof the path through the network; empty where the findings hold their own proofs
 */
public record Breach(
    Layer layer,
    List<String> from,
    List<String> to,
    List<Finding> findings,
    List<Facts.Step> proof) {

  /** Whether waivers cover all that is known of it. */
  public boolean accepted() {
    return findings.stream().allMatch(f -> f.state() == Finding.State.WAIVED);
  }
}

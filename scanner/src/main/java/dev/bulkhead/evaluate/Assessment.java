package dev.bulkhead.evaluate;

import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The verdict: what every reporter renders.
 *
 * @param version Bulkhead's version
 * @param policyDigest SHA-256 over all policy sources
 * @param started when the evaluation began
 * @param root the scan's root as the user named it
 * @param snapshot what was judged
 * @param facts what was derived
 * @param results by control id in order
 */
public record Assessment(
    String version,
    String policyDigest,
    Instant started,
    Duration elapsed,
    String root,
    Snapshot snapshot,
    Facts facts,
    List<ControlResult> results) {

  /** All findings, worst first, then by place. */
  public List<Finding> findings() {
    return results.stream()
        .flatMap(r -> r.findings().stream())
        .sorted(
            java.util.Comparator.comparing(Finding::severity)
                .thenComparing(f -> f.location().uri())
                .thenComparing(f -> {
                  Span span = f.location().span();
                  return span == null ? 0 : span.startLine();
                })
                .thenComparing(Finding::control)
                .thenComparing(Finding::fingerprint))
        .toList();
  }
}

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
 * @param at the time by which what ends or ages was judged: waivers, certificates, records
 * @param root the scan's root as the user named it
 * @param snapshot what was judged
 * @param facts what was derived
 * @param results by control id in order
 * @param skipped controls of the library that were not asked for
 */
public record Assessment(
    String version,
    String policyDigest,
    Instant started,
    Instant at,
    Duration elapsed,
    String root,
    Snapshot snapshot,
    Facts facts,
    List<ControlResult> results,
    List<Control> skipped) {

  /** Whether it was judged as of another time than that of the evaluation. */
  public boolean isAsOfAnotherTime() {
    return Duration.between(at, started).abs().compareTo(Duration.ofMinutes(1)) > 0;
  }

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

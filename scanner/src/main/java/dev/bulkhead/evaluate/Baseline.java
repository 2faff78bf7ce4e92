package dev.bulkhead.evaluate;

import java.util.Collection;
import java.util.Set;

/**
 * Findings that were there before: they are shown, and do not fail the gate.
 *
 * @param fingerprints of the known findings
 */
public record Baseline(Set<String> fingerprints) {
  public static final Baseline EMPTY = new Baseline(Set.of());

  public static Baseline of(Collection<Finding> findings) {
    return new Baseline(
        findings.stream().map(Finding::fingerprint).collect(java.util.stream.Collectors.toSet()));
  }
}

package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.evaluate.Status;
import dev.bulkhead.model.Gap;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * An assessment in figures.
 *
 * @param outcomes how many pairs of control and entity had which outcome
 * @param fresh new findings by severity, none left out
 * @param baseline findings that were known before
 * @param incomplete gaps because of which a verdict could be missing
 */
record Totals(
    Map<Status, Integer> outcomes,
    Map<Severity, Integer> fresh,
    int baseline,
    int waived,
    int incomplete) {

  static Totals of(Assessment assessment) {
    Map<Status, Integer> outcomes = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      outcomes.put(status, 0);
    }
    Map<Severity, Integer> fresh = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      fresh.put(severity, 0);
    }
    int baseline = 0;
    int waived = 0;
    for (ControlResult result : assessment.results()) {
      result.tally().forEach((status, n) -> outcomes.merge(status, n, Integer::sum));
      for (Finding finding : result.findings()) {
        switch (finding.state()) {
          case NEW -> fresh.merge(finding.severity(), 1, Integer::sum);
          case BASELINE -> baseline++;
          case WAIVED -> waived++;
        }
      }
    }
    List<Gap> gaps = assessment.snapshot().gaps();
    int incomplete = (int) gaps.stream().filter(Gap::incomplete).count();
    return new Totals(outcomes, fresh, baseline, waived, incomplete);
  }

  int allFresh() {
    return fresh.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** New findings at or over a severity: those for which the gate closes. */
  int freshFrom(Severity threshold) {
    return fresh.entrySet().stream()
        .filter(e -> e.getKey().compareTo(threshold) <= 0)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}

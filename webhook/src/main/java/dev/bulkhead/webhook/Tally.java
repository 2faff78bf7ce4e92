package dev.bulkhead.webhook;

import dev.bulkhead.admission.Decision;
import dev.bulkhead.evaluate.Finding;
import java.util.List;
import java.util.Locale;

/** Counts decisions by what became of them. */
final class Tally {
  private Tally() {}

  static void count(Metrics metrics, Decision decision, boolean dryRun) {
    metrics.count(
        "bulkhead_admission_requests_total",
        "decision",
        decision.outcome().name().toLowerCase(Locale.ROOT),
        "dry_run",
        String.valueOf(dryRun));
    findings(metrics, decision.denied(), decision.allowed() ? "overridden" : "denied");
    findings(metrics, decision.warned(), "warned");
    findings(metrics, decision.recorded(), "recorded");
    decision
        .unknowns()
        .forEach(u -> metrics.count("bulkhead_admission_unknown_total", "control", u.control()));
  }

  private static void findings(Metrics metrics, List<Finding> findings, String effect) {
    for (Finding finding : findings) {
      metrics.count(
          "bulkhead_admission_findings_total", "control", finding.control(), "effect", effect);
    }
  }
}

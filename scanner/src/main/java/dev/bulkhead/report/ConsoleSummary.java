package dev.bulkhead.report;

import static dev.bulkhead.report.TerminalText.Style.BOLD_RED;
import static dev.bulkhead.report.TerminalText.Style.DIM;
import static dev.bulkhead.report.TerminalText.Style.GREEN;
import static dev.bulkhead.report.TerminalText.Style.YELLOW;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.evaluate.Status;
import dev.bulkhead.isolation.Isolation;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Layer;
import dev.bulkhead.model.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What stands below the findings on the console. */
final class ConsoleSummary {
  private static final int FEW = 5;
  private static final int MANY = 20;

  private final Assessment assessment;
  private final ReportOptions options;
  private final TerminalText out;
  private final Totals totals;

  ConsoleSummary(Assessment assessment, ReportOptions options, TerminalText out) {
    this.assessment = assessment;
    this.options = options;
    this.out = out;
    this.totals = Totals.of(assessment);
  }

  void writeUndecided() throws IOException {
    List<ControlResult> undecided =
        assessment.results().stream().filter(r -> !r.unknowns().isEmpty()).toList();
    if (undecided.isEmpty()) {
      return;
    }
    out.heading("Not decided: the evidence is not in this input");
    for (ControlResult result : undecided.subList(0, limit(undecided.size()))) {
      List<ControlResult.Unknown> unknowns = result.unknowns();
      String others = unknowns.size() == 1 ? "" : " and " + (unknowns.size() - 1) + " more";
      ControlResult.Unknown first = unknowns.getFirst();
      out.labelled(
          "  " + result.control().id() + "  ",
          YELLOW,
          Escape.visible(first.entity()) + others + ": " + Escape.visible(first.reason()));
    }
    writeMore(undecided.size(), "controls");
  }

  void writeGaps() throws IOException {
    List<Gap> gaps =
        assessment.snapshot().gaps().stream()
            .sorted(Comparator.comparing(Gap::incomplete).reversed())
            .toList();
    if (gaps.isEmpty()) {
      return;
    }
    out.heading("Not evaluated");
    // what could hide a verdict comes before mere notices, and more of it is shown
    int shown = Math.max(limit(gaps.size()), Math.min(totals.incomplete(), MANY));
    for (Gap gap : gaps.subList(0, shown)) {
      out.line(
          "  "
              + out.styled(gap.incomplete() ? BOLD_RED : DIM, Places.text(gap))
              + "  "
              + gap.code());
      out.labelled("    ", DIM, Escape.visible(gap.message()));
      if (gap.hint() != null) {
        out.labelled("    ", DIM, Escape.visible(gap.hint()));
      }
    }
    if (shown < gaps.size()) {
      out.line(out.styled(DIM, "  and " + (gaps.size() - shown) + " more (--all shows them)"));
    }
  }

  void writeTotals() throws IOException {
    Platform platform = assessment.snapshot().platform();
    out.heading("Totals");
    out.labelled("  scanned   ", DIM, scanned(platform));
    if (assessment.isAsOfAnotherTime()) {
      out.labelled("  as of     ", DIM, assessment.at().toString());
    }
    if (!platform.declared()) {
      String tenants =
          platform.tenants().isEmpty()
              ? "no bulkhead.yaml, and no tenants were found"
              : "inferred, there is no bulkhead.yaml: "
                  + platform.tenants().stream()
                      .limit(10)
                      .map(t -> Escape.visible(t.id()))
                      .collect(Collectors.joining(", "))
                  + (platform.tenants().size() > 10 ? " …" : "");
      out.labelled("  tenants   ", DIM, tenants);
    }
    StringBuilder findings = new StringBuilder();
    for (Severity severity : Severity.values()) {
      findings.append(totals.fresh().get(severity)).append(' ').append(word(severity)).append(", ");
    }
    findings.setLength(findings.length() - 2);
    if (totals.baseline() > 0) {
      findings.append("; ").append(totals.baseline()).append(" known from the baseline");
    }
    int hidden = totals.allFresh() - shown();
    if (hidden > 0) {
      findings.append("; ").append(hidden).append(" not shown, as asked");
    }
    out.labelled("  findings  ", DIM, findings.toString());
    out.labelled("  outcomes  ", DIM, outcomes());
    writeIsolation();
    if (options.terminal().all()) {
      writeWaived();
    }
  }

  private void writeIsolation() throws IOException {
    Isolation isolation = Isolation.of(assessment);
    if (isolation.tenants().size() > 1) {
      String layers =
          Arrays.stream(Layer.values())
              .map(layer ->
                  layer.name().toLowerCase(Locale.ROOT)
                      + isolation.count(layer).entrySet().stream()
                          .map(e -> " " + e.getValue() + " " + word(e.getKey()))
                          .collect(Collectors.joining(",")))
              .collect(Collectors.joining("; "));
      out.labelled(
          "  isolation ", DIM, layers + " (of " + isolation.tenants().size() + " tenants)");
    }
  }

  void writeGate() throws IOException {
    int failing = totals.freshFrom(options.failOn());
    out.line();
    if (failing > 0) {
      String what = Counted.of(failing, "finding") + (failing == 1 ? " is" : " are");
      out.line(out.styled(BOLD_RED, "FAILED: " + what + " at or over " + word(options.failOn())));
    }
    if (totals.incomplete() > 0) {
      out.line(
          out.styled(
              BOLD_RED, "INCOMPLETE: " + totals.incomplete() + " not evaluated (see above)"));
    }
    if (failing == 0 && totals.incomplete() == 0) {
      out.line(out.styled(GREEN, "PASSED: no finding at or over " + word(options.failOn())));
    }
  }

  private int shown() {
    return (int)
        assessment.findings().stream()
            .filter(f -> f.state() == Finding.State.NEW && options.shown().includes(f))
            .count();
  }

  private String scanned(Platform platform) {
    int controls = assessment.results().size();
    return Counted.of(assessment.snapshot().inputs().size(), "file")
        + ", "
        + Counted.of(assessment.snapshot().entities().size(), "entity")
        + ", "
        + Counted.of(platform.tenants().size(), "tenant")
        + ", "
        + Counted.of(controls, "control")
        + " in "
        + seconds(assessment.elapsed());
  }

  private static String seconds(Duration time) {
    long tenths = (time.toMillis() + 50) / 100;
    return tenths / 10 + "." + tenths % 10 + " s";
  }

  private String outcomes() {
    return totals.outcomes().get(Status.PASS)
        + " pass, "
        + totals.outcomes().get(Status.FAIL)
        + " fail, "
        + totals.outcomes().get(Status.WAIVED)
        + " waived, "
        + totals.outcomes().get(Status.NOT_APPLICABLE)
        + " not applicable, "
        + totals.outcomes().get(Status.UNKNOWN)
        + " unknown";
  }

  private void writeWaived() throws IOException {
    for (Finding finding : assessment.findings()) {
      Finding.AppliedWaiver waiver = finding.waiver();
      if (waiver != null) {
        out.labelled(
            "  waived    ",
            DIM,
            finding.control()
                + " "
                + Escape.visible(finding.entity())
                + " until "
                + Escape.visible(waiver.expires())
                + ": "
                + Escape.visible(waiver.reason()));
      }
    }
  }

  private int limit(int size) {
    return options.terminal().all() ? size : Math.min(FEW, size);
  }

  private void writeMore(int size, String what) throws IOException {
    if (limit(size) < size) {
      out.line(out.styled(DIM, "  and " + (size - FEW) + " more " + what + " (--all shows them)"));
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

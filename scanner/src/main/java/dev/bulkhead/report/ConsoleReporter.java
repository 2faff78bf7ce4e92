package dev.bulkhead.report;

import static dev.bulkhead.report.TerminalText.Style.BOLD;
import static dev.bulkhead.report.TerminalText.Style.DIM;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** For people at a terminal or in front of a CI log: by tenant, worst first, then the totals. */
final class ConsoleReporter implements Reporter {
  /** Findings of one control and tenant that are shown in full; the rest are named. */
  private static final int SHOWN = 2;

  private static final int NAMED = 5;

  @Override
  public void write(Assessment assessment, ReportOptions options, OutputStream stream)
      throws IOException {
    TerminalText out = new TerminalText(options.terminal(), stream);
    if (!options.terminal().explained().isEmpty()) {
      ConsoleExplanation explanation = new ConsoleExplanation(assessment, options, out);
      for (ControlResult result : assessment.results()) {
        if (options.terminal().explained().contains(result.control().id())) {
          explanation.write(result);
        }
      }
      ConsoleSummary summary = new ConsoleSummary(assessment, options, out);
      summary.writeGaps();
      summary.writeGate();
      out.flush();
      return;
    }
    boolean all = options.terminal().all();
    ConsoleFinding finding = new ConsoleFinding(out, options.source());
    List<FindingGroups> tenants = FindingGroups.of(assessment, options.shown());
    for (FindingGroups tenant : tenants) {
      String count = Counted.of(tenant.size(), "finding");
      out.heading(Escape.visible(tenant.title()) + " · " + count);
      for (FindingGroups.Group group : tenant.groups()) {
        writeGroup(group, all, finding, out);
      }
    }
    ConsoleSummary summary = new ConsoleSummary(assessment, options, out);
    summary.writeUndecided();
    summary.writeGaps();
    summary.writeTotals();
    writeFirst(assessment, tenants, out);
    summary.writeGate();
    out.flush();
  }

  private static void writeGroup(
      FindingGroups.Group group, boolean all, ConsoleFinding finding, TerminalText out)
      throws IOException {
    int size = group.findings().size();
    // to hide a single finding behind "1 more" would save nothing
    int shown = all || size <= SHOWN + 1 ? size : SHOWN;
    for (Finding f : group.findings().subList(0, shown)) {
      finding.write(f);
    }
    if (shown < size) {
      List<Finding> rest = group.findings().subList(shown, size);
      out.line();
      out.line(
          "  "
              + out.styled(
                  BOLD,
                  "and "
                      + rest.size()
                      + " more of "
                      + group.first().control()
                      + " (--all shows them):"));
      for (Finding f : rest.subList(0, Math.min(NAMED, rest.size()))) {
        out.line(
            out.styled(
                DIM, "    " + Places.text(f.location()) + "  " + Escape.visible(f.entity())));
      }
      if (rest.size() > NAMED) {
        out.line(out.styled(DIM, "    …"));
      }
    }
  }

  /**
   * The end of the output is what stands on the screen: the three to begin with go there. Of those
   * alike severe, what opens a way between tenants comes first.
   */
  private static void writeFirst(
      Assessment assessment, List<FindingGroups> tenants, TerminalText out) throws IOException {
    Set<String> walls =
        assessment.results().stream()
            .map(ControlResult::control)
            .filter(c -> c.layer() != null)
            .map(Control::id)
            .collect(Collectors.toSet());
    List<Finding> worst =
        tenants.stream()
            .flatMap(t -> t.groups().stream())
            .map(FindingGroups.Group::first)
            .sorted(
                Comparator.comparing(Finding::severity)
                    .thenComparing(f -> !walls.contains(f.control())))
            .toList();
    if (worst.size() < 6 || worst.getFirst().severity().compareTo(Severity.HIGH) > 0) {
      return;
    }
    out.heading("Begin with");
    for (Finding f : worst.subList(0, 3)) {
      String label = "  " + TerminalText.padded(f.severity().name(), 8) + " " + f.control() + "  ";
      out.labelled(
          label, DIM, Escape.visible(f.message()) + " (" + Places.text(f.location()) + ")");
    }
  }
}

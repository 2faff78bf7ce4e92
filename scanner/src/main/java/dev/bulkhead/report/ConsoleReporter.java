package dev.bulkhead.report;

import static dev.bulkhead.report.TerminalText.Style.BOLD;
import static dev.bulkhead.report.TerminalText.Style.DIM;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

<<<<<<< HEAD
/** For people at a terminal or in front of a CI log: by tenant, worst first, then the totals. */
final class ConsoleReporter implements Reporter {
  /** Findings of one control and tenant that are shown in full; the rest are named. */
  private static final int SHOWN = 2;

  private static final int NAMED = 5;
=======
/**
 * For people at a terminal: findings by tenant, worst first, each at its line with reason, proof
 * and fix.
 */
public final class ConsoleReporter implements Reporter {
  private static final int SHOWN_OF_A_KIND = 3;
  private static final int SHOWN_GAPS = 10;
>>>>>>> de40343 (Tests: reading, reports, secrets, architecture, and a whole platform with one change at a time)

  @Override
  public void write(Assessment assessment, ReportOptions options, OutputStream stream)
      throws IOException {
    TerminalText out = new TerminalText(options.terminal(), stream);
    boolean all = options.terminal().all();
    ConsoleFinding finding = new ConsoleFinding(out, options.source());
    List<FindingGroups> tenants = FindingGroups.of(assessment, options.shown());
    for (FindingGroups tenant : tenants) {
      String count = tenant.size() == 1 ? "1 finding" : tenant.size() + " findings";
      out.heading(Escape.visible(tenant.title()) + " · " + count);
      for (FindingGroups.Group group : tenant.groups()) {
        writeGroup(group, all, finding, out);
      }
    }
    ConsoleSummary summary = new ConsoleSummary(assessment, options, out);
    summary.writeUndecided();
    summary.writeGaps();
    summary.writeTotals();
    writeFirst(tenants, out);
    summary.writeGate();
    out.flush();
  }

<<<<<<< HEAD
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
=======
  private record Page(Assessment assessment, Options options, Appendable out) {

    void write() throws IOException {
      Map<String, List<Finding>> byTenant =
          new TreeMap<>(Comparator.comparing((String t) -> t.isEmpty() ? "\uffff" : t));
      for (Finding f : assessment.findings()) {
        if (f.state() == Finding.State.NEW && options.shows(f)) {
          byTenant
              .computeIfAbsent(f.tenant() == null ? "" : f.tenant(), t -> new ArrayList<>())
              .add(f);
        }
      }
      for (Map.Entry<String, List<Finding>> e : byTenant.entrySet()) {
        tenant(e.getKey(), e.getValue());
      }
      gaps();
      summary();
    }

    private void line(String text) throws IOException {
      out.append(text).append('\n');
    }

    private String paint(String code, String text) {
      return options.colour() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private void tenant(String tenant, List<Finding> findings) throws IOException {
      String title = tenant.isEmpty() ? "No tenant" : "Tenant " + Escape.terminal(tenant);
      line(
          paint("1", title)
              + paint(
                  "2", "  " + findings.size() + (findings.size() == 1 ? " finding" : " findings")));
      line("");
      Map<String, List<Finding>> ofKind = new LinkedHashMap<>();
      findings.forEach(
          f -> ofKind.computeIfAbsent(f.control() + f.severity(), k -> new ArrayList<>()).add(f));
      for (List<Finding> same : ofKind.values()) {
        int shown = options.all() ? same.size() : Math.min(SHOWN_OF_A_KIND, same.size());
        for (Finding f : same.subList(0, shown)) {
          finding(f);
        }
        if (shown < same.size()) {
          line(
              paint(
                  "2",
                  "  … and "
                      + (same.size() - shown)
                      + " more of "
                      + same.getFirst().control()
                      + " (--all shows them)"));
          line("");
        }
>>>>>>> de40343 (Tests: reading, reports, secrets, architecture, and a whole platform with one change at a time)
      }
    }
  }

  /** The end of the output is what stands on the screen: the three to begin with go there. */
  private static void writeFirst(List<FindingGroups> tenants, TerminalText out) throws IOException {
    List<Finding> worst =
        tenants.stream()
            .flatMap(t -> t.groups().stream())
            .map(FindingGroups.Group::first)
            .sorted(java.util.Comparator.comparing(Finding::severity))
            .toList();
    if (worst.size() < 6 || worst.getFirst().severity().compareTo(Severity.HIGH) > 0) {
      return;
    }
<<<<<<< HEAD
    out.heading("Begin with");
    for (Finding f : worst.subList(0, 3)) {
      String label = String.format("  %-8s %s  ", f.severity(), f.control());
      out.labelled(
          label, DIM, Escape.visible(f.message()) + " (" + Places.text(f.location()) + ")");
=======

    private static String place(Location location) {
      Span span = location.span();
      return Escape.terminal(location.uri())
          + (span == null ? "" : ":" + span.startLine() + ":" + span.startColumn());
    }

    private void frame(Location location) throws IOException {
      Span span = location.span();
      if (span == null) {
        return;
      }
      String text = options.text().line(location.uri(), span.startLine());
      if (text.isBlank()) {
        return;
      }
      String number = String.format("%5d", span.startLine());
      int room = Math.max(20, options.width() - 10);
      String shown = Escape.terminal(text.replace('\t', ' '));
      line(
          "  "
              + paint("2", number + " | ")
              + (shown.length() > room ? shown.substring(0, room) + "…" : shown));
      int column = Math.min(span.startColumn() - 1, room);
      int end =
          span.endLine() == span.startLine() ? span.endColumn() - 1 : text.stripTrailing().length();
      int length = Math.max(1, Math.min(end, room) - column);
      line(
          "  "
              + paint("2", "      | ")
              + " ".repeat(Math.max(0, column))
              + paint("31", "^".repeat(length)));
    }

    private void labelled(String label, String text) throws IOException {
      if (text.isBlank()) {
        return;
      }
      String indent = " ".repeat(12);
      List<String> lines =
          wrap(Escape.terminal(text.replace('\n', ' ')), Math.max(30, options.width() - 12));
      line("  " + paint("2", String.format("%-10s", label)) + lines.getFirst());
      for (String more : lines.subList(1, lines.size())) {
        line(indent + more);
      }
    }

    private static List<String> wrap(String text, int width) {
      var out = new ArrayList<String>();
      var line = new StringBuilder();
      for (String word : text.strip().split(" +", -1)) {
        if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
          out.add(line.toString());
          line.setLength(0);
        }
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
      out.add(line.toString());
      return out;
    }

    private static String colour(Severity severity) {
      return switch (severity) {
        case CRITICAL -> "1;31";
        case HIGH -> "31";
        case MEDIUM -> "33";
        case LOW -> "34";
      };
    }

    private void gaps() throws IOException {
      List<Gap> incomplete = assessment.snapshot().gaps().stream().filter(Gap::incomplete).toList();
      if (incomplete.isEmpty()) {
        return;
      }
      line(paint("1;33", "Not evaluated") + paint("2", "  " + incomplete.size()));
      int shown = options.all() ? incomplete.size() : Math.min(SHOWN_GAPS, incomplete.size());
      for (Gap gap : incomplete.subList(0, shown)) {
        Span span = gap.span();
        line(
            "  "
                + Escape.terminal(gap.uri())
                + (span == null ? "" : ":" + span.startLine() + ":" + span.startColumn())
                + "  "
                + Escape.terminal(gap.message()));
        if (gap.hint() != null) {
          line("    " + paint("2", Escape.terminal(gap.hint())));
        }
      }
      if (shown < incomplete.size()) {
        line(paint("2", "  … and " + (incomplete.size() - shown) + " more (--all shows them)"));
      }
      line("");
    }

    private void summary() throws IOException {
      Totals totals = Totals.of(assessment);
      var platform = assessment.snapshot().platform();
      var parts = new ArrayList<String>();
      for (Severity severity : Severity.values()) {
        int n = totals.finding(severity);
        String text = n + " " + severity.name().toLowerCase(Locale.ROOT);
        parts.add(n > 0 ? paint(colour(severity), text) : text);
      }
      line(paint("1", "Findings  ") + String.join(", ", parts));
      if (totals.waived() + totals.baseline() > 0) {
        line(
            "          "
                + totals.waived()
                + " waived, "
                + totals.baseline()
                + " known from the baseline");
      }
      line(
          paint("1", "Outcomes  ")
              + totals.outcome(Status.PASS)
              + " pass, "
              + totals.outcome(Status.FAIL)
              + " fail, "
              + totals.outcome(Status.WAIVED)
              + " waived, "
              + totals.outcome(Status.NOT_APPLICABLE)
              + " not applicable, "
              + totals.outcome(Status.UNKNOWN)
              + " unknown");
      line(
          paint("1", "Input     ")
              + assessment.snapshot().inputs().size()
              + " files, "
              + assessment.snapshot().entities().size()
              + " entities, "
              + platform.tenants().size()
              + (platform.declared() ? " tenants" : " tenants inferred from namespaces and labels")
              + ", "
              + assessment.results().size()
              + " controls");
      if (!platform.declared() && !platform.tenants().isEmpty()) {
        line(
            paint(
                "2",
                "          no bulkhead.yaml: bulkhead init proposes one; what is only absent here weighs less"));
      }
>>>>>>> de40343 (Tests: reading, reports, secrets, architecture, and a whole platform with one change at a time)
    }
  }
}

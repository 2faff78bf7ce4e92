package dev.bulkhead.report;

import static dev.bulkhead.report.Escape.markdown;
import static dev.bulkhead.report.Escape.markdownCode;
import static dev.bulkhead.report.Escape.markdownProse;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.evaluate.Status;
import dev.bulkhead.isolation.Isolation;
import dev.bulkhead.isolation.State;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Layer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * For a comment on a pull request or a CI step's summary: the verdict, the figures, the findings
 * from the worst down as far as there is room, and how many there was no room for.
 */
final class MarkdownReporter implements Reporter {
  private static final int MOST_GAPS = 20;
  private static final int MOST_TENANTS = 50;

  /** Kept free for the sentence that says what was cut. */
  private static final int RESERVE = 200;

  @Override
  public void write(Assessment assessment, ReportOptions options, OutputStream out)
      throws IOException {
    StringBuilder text = new StringBuilder();
    Totals totals = Totals.of(assessment);
    List<FindingGroups> tenants = FindingGroups.of(assessment, options.shown());
    writeVerdict(totals, options.failOn(), text);
    writeFigures(assessment, totals, text);
    writeTenants(tenants, text);
    writeIsolation(Isolation.of(assessment), text);
    writeGaps(assessment, text);
    writeFindings(tenants, options, text);
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void writeVerdict(Totals totals, Severity failOn, StringBuilder text) {
    int failing = totals.freshFrom(failOn);
    text.append("## Bulkhead: ");
    if (failing > 0) {
      text.append(Counted.of(failing, "finding"));
      text.append(" at or over ").append(word(failOn));
    } else {
      text.append("no finding at or over ").append(word(failOn));
    }
    if (totals.incomplete() > 0) {
      text.append(", and ").append(totals.incomplete()).append(" not evaluated");
    }
    text.append("\n\n");
  }

  private static void writeFigures(Assessment assessment, Totals totals, StringBuilder text) {
    text.append("| critical | high | medium | low | known | waived | passed | unknown |\n");
    text.append("|---:|---:|---:|---:|---:|---:|---:|---:|\n|");
    totals.fresh().values().forEach(n -> text.append(' ').append(n).append(" |"));
    text.append(' ').append(totals.baseline()).append(" | ");
    text.append(totals.waived()).append(" | ");
    text.append(totals.outcomes().get(Status.PASS)).append(" | ");
    text.append(totals.outcomes().get(Status.UNKNOWN)).append(" |\n\n");
    text.append(assessment.snapshot().inputs().size()).append(" files, ");
    text.append(assessment.snapshot().entities().size()).append(" entities, ");
    text.append(assessment.results().size()).append(" controls. ");
    if (!assessment.snapshot().platform().declared()) {
      text.append("Tenants were inferred: there is no ").append(markdownCode("bulkhead.yaml"));
      text.append('.');
    }
    List<ControlResult> undecided =
        assessment.results().stream().filter(r -> !r.unknowns().isEmpty()).toList();
    if (!undecided.isEmpty()) {
      text.append("\n\nNot decided, for the evidence is not in this input: ");
      text.append(
          undecided.stream()
              .map(r -> r.control().id() + " (" + r.unknowns().size() + ")")
              .collect(Collectors.joining(", ")));
      text.append('.');
    }
    text.append("\n\n");
  }

  private static void writeTenants(List<FindingGroups> tenants, StringBuilder text) {
    if (tenants.size() < 2) {
      return;
    }
    text.append("| tenant | critical | high | medium | low |\n|---|---:|---:|---:|---:|\n");
    for (FindingGroups tenant : tenants.subList(0, Math.min(MOST_TENANTS, tenants.size()))) {
      text.append("| ").append(tenantName(tenant)).append(" |");
      for (Severity severity : Severity.values()) {
        int count =
            tenant.groups().stream()
                .filter(g -> g.first().severity() == severity)
                .mapToInt(g -> g.findings().size())
                .sum();
        text.append(' ').append(count).append(" |");
      }
      text.append('\n');
    }
    if (tenants.size() > MOST_TENANTS) {
      text.append("\nand ").append(tenants.size() - MOST_TENANTS).append(" more tenants\n");
    }
    text.append('\n');
  }

  private static void writeIsolation(Isolation isolation, StringBuilder text) {
    if (isolation.tenants().size() < 2) {
      return;
    }
    text.append("| isolation of ").append(isolation.tenants().size());
    text.append(" tenants | proven | unknown | broken |\n|---|---:|---:|---:|\n");
    for (Layer layer : Layer.values()) {
      text.append("| ").append(layer.name().toLowerCase(Locale.ROOT)).append(" |");
      for (State state : State.values()) {
        text.append(' ').append(isolation.count(layer).getOrDefault(state, 0)).append(" |");
      }
      text.append('\n');
    }
    text.append('\n');
  }

  private static void writeGaps(Assessment assessment, StringBuilder text) {
    List<Gap> gaps = assessment.snapshot().gaps();
    if (gaps.isEmpty()) {
      return;
    }
    text.append("### Not evaluated\n\n");
    gaps.stream()
        .sorted(java.util.Comparator.comparing(Gap::incomplete).reversed())
        .limit(MOST_GAPS)
        .forEach(gap -> {
          text.append(gap.incomplete() ? "- **" : "- ").append(markdown(gap.code()));
          text.append(gap.incomplete() ? "** " : " ").append(markdownCode(cut(Places.text(gap))));
          text.append(": ").append(markdownProse(cut(gap.message()))).append('\n');
        });
    if (gaps.size() > MOST_GAPS) {
      text.append("- and ").append(gaps.size() - MOST_GAPS).append(" more\n");
    }
    text.append('\n');
  }

  private static void writeFindings(
      List<FindingGroups> tenants, ReportOptions options, StringBuilder text) {
    List<Finding> findings =
        tenants.stream()
            .flatMap(t -> t.groups().stream())
            .flatMap(g -> g.findings().stream())
            .sorted(java.util.Comparator.comparing(Finding::severity))
            .toList();
    if (findings.isEmpty()) {
      return;
    }
    text.append("### Findings\n\n");
    int room = options.markdownLimit() - RESERVE - bytes(text);
    int shown = 0;
    for (Finding finding : findings) {
      String block = finding(finding, options.source());
      room -= bytes(block);
      if (room < 0) {
        break;
      }
      text.append(block);
      shown++;
    }
    if (shown < findings.size()) {
      text.append("**").append(findings.size() - shown).append(" of ").append(findings.size());
      text.append(" findings, the least severe, had no room here: see the full report.**\n");
    }
  }

  private static String finding(Finding finding, SourceText source) {
    StringBuilder text = new StringBuilder("<details>\n<summary><b>");
    text.append(finding.severity()).append("</b> ").append(Escape.markup(finding.control()));
    text.append(": ").append(Escape.markup(cut(finding.message())).replace("@", "@<!-- -->"));
    text.append("</summary>\n\n");
    text.append(markdownCode(cut(Places.text(finding.location())))).append(" · ");
    text.append(markdownCode(cut(finding.entity())));
    if (finding.tenant() != null) {
      text.append(" · tenant ").append(markdownCode(cut(finding.tenant())));
    }
    text.append("\n\n").append(frame(CodeFrame.around(finding.location(), source)));
    if (!finding.observed().isBlank()) {
      text.append("- observed: ").append(markdownCode(cut(finding.observed()))).append('\n');
    }
    if (!finding.expected().isBlank()) {
      text.append("- expected: ").append(markdownCode(cut(finding.expected()))).append('\n');
    }
    int number = 1;
    for (Finding.Step step : finding.proof()) {
      text.append(number == 1 ? "\nBecause:\n" : "").append(number).append(". ");
      text.append(markdownProse(cut(step.message())));
      if (step.location() != null) {
        text.append(" (").append(markdownCode(cut(Places.text(step.location())))).append(')');
      }
      text.append('\n');
      number++;
    }
    if (!finding.fix().isBlank()) {
      text.append("\n**Fix:** ").append(markdownProse(cut(finding.fix().strip()))).append('\n');
    }
    return text.append("\n</details>\n\n").toString();
  }

  private static String frame(@org.jspecify.annotations.Nullable CodeFrame frame) {
    if (frame == null) {
      return "";
    }
    int digits = Integer.toString(frame.lines().getLast().number()).length();
    StringBuilder lines = new StringBuilder();
    for (CodeFrame.Line line : frame.lines()) {
      lines.append(line.marked() ? "> " : "  ");
      lines.append(String.format("%" + digits + "d | ", line.number())).append(line.text());
      lines.append('\n');
    }
    String fence = "`".repeat(Math.max(3, Escape.longestRun(lines.toString()) + 1));
    return fence + "\n" + lines + fence + "\n\n";
  }

  private static String tenantName(FindingGroups tenant) {
    String name = tenant.tenant();
    return name == null ? "(no tenant)" : markdownCode(cut(name)).replace("|", "\\|");
  }

  /** One hostile name must not take all the room. */
  private static String cut(String text) {
    return text.length() <= 600 ? text : text.substring(0, 600) + "…";
  }

  private static int bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}

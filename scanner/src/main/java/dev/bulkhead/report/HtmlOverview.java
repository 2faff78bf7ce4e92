package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.evaluate.Status;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.InputFile;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Revision;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the findings: the figures, the controls, the gaps, where it all comes from.
 */
final class HtmlOverview {
  private static final String NO_TENANT = "(no tenant)";

  private final Assessment assessment;
  private final ReportOptions options;

  HtmlOverview(Assessment assessment, ReportOptions options) {
    this.assessment = assessment;
    this.options = options;
  }

  String subtitle() {
    return new Html()
        .text(assessment.snapshot().platform().name())
        .raw(" · ")
        .text(assessment.root())
        .raw(" · ")
        .text(assessment.started().truncatedTo(ChronoUnit.SECONDS).toString())
        .toString();
  }

  String summary() {
    Totals totals = Totals.of(assessment);
    Html out = new Html().raw("<ul class=\"tiles\">");
    for (Severity severity : Severity.values()) {
      String name = Html.words(severity);
      out.raw("<li><strong class=\"")
          .raw(name)
          .raw("\">")
          .number(totals.fresh().getOrDefault(severity, 0));
      out.raw("</strong>").raw(name).raw("</li>");
    }
    out.raw("</ul><ul class=\"tiles small\">");
    for (Status status : Status.values()) {
      out.raw("<li><strong>").number(totals.outcomes().getOrDefault(status, 0)).raw("</strong>");
      out.raw(Html.words(status)).raw("</li>");
    }
    out.raw("</ul>");
    writeCounts("tenant", byTenant(), out);
    return out.toString();
  }

  private Map<String, Map<Severity, Integer>> byTenant() {
    Map<String, Map<Severity, Integer>> counts = new TreeMap<>();
    assessment.snapshot().platform().tenants().forEach(t -> counts.put(t.id(), none()));
    for (Finding f : assessment.findings()) {
      if (f.state() == Finding.State.NEW) {
        String tenant = f.tenant() == null ? NO_TENANT : f.tenant();
        counts.computeIfAbsent(tenant, t -> none()).merge(f.severity(), 1, Integer::sum);
      }
    }
    return counts;
  }

  private Map<String, Map<Severity, Integer>> byPlane() {
    Map<String, Map<Severity, Integer>> counts = new TreeMap<>();
    for (ControlResult result : assessment.results()) {
      Map<Severity, Integer> plane = counts.computeIfAbsent(result.control().plane(), p -> none());
      for (Finding f : result.findings()) {
        if (f.state() == Finding.State.NEW) {
          plane.merge(f.severity(), 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  private static Map<Severity, Integer> none() {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      counts.put(severity, 0);
    }
    return counts;
  }

  private static void writeCounts(
      String what, Map<String, Map<Severity, Integer>> counts, Html out) {
    if (counts.isEmpty()) {
      return;
    }
    out.raw("<h3>New findings by ").raw(what).raw("</h3>");
    List<String> headers = new ArrayList<>(List.of(what));
    Arrays.stream(Severity.values()).map(Html::words).forEach(headers::add);
    out.tableWith("New findings by " + what, headers);
    counts.forEach((name, bySeverity) -> {
      out.raw("<tr><th scope=\"row\">").text(name).raw("</th>");
      bySeverity.values().forEach(n -> count(n, out));
      out.raw("</tr>");
    });
    out.endTable();
  }

  private static void count(int number, Html out) {
    out.raw(number == 0 ? "<td class=\"zero\">" : "<td>").number(number).raw("</td>");
  }

  String controls() {
    List<String> headers = new ArrayList<>(List.of("Control", "Title", "Severity"));
    Arrays.stream(Status.values()).map(Html::words).forEach(headers::add);
    Html out = new Html().tableWith("Controls, table", headers);
    for (ControlResult result : assessment.results()) {
      Control control = result.control();
      out.raw("<tr id=\"c-").text(control.id()).raw("\"><th scope=\"row\">").text(control.id());
      out.raw("</th><td>").text(control.title());
      writeFrameworks(control, out);
      out.raw("</td><td>");
      out.raw(Html.words(control.severity())).raw("</td>");
      for (Status status : Status.values()) {
        count(result.tally().getOrDefault(status, 0), out);
      }
      out.raw("</tr>");
    }
    out.endTable();
    writeCounts("plane", byPlane(), out);
    return out + unknowns();
  }

  private static void writeFrameworks(Control control, Html out) {
    if (!control.frameworks().isEmpty()) {
      out.raw("<details><summary>Frameworks</summary><ul class=\"plain\">");
      for (Control.Mapping m : control.frameworks()) {
        out.raw("<li>").text(m.framework() + " " + m.requirement() + " (" + m.coverage() + ")");
        out.raw("</li>");
      }
      out.raw("</ul></details>");
    }
  }

  private String unknowns() {
    Html out = new Html();
    List<ControlResult> undecided =
        assessment.results().stream().filter(r -> !r.unknowns().isEmpty()).toList();
    if (!undecided.isEmpty()) {
      out.raw("<h3>Not decided: the evidence is not in this input</h3><ul>");
      for (ControlResult result : undecided) {
        ControlResult.Unknown first = result.unknowns().getFirst();
        int more = result.unknowns().size() - 1;
        out.raw("<li>").text(result.control().id() + ": " + first.entity() + ", ");
        out.prose(first.reason()).text(more == 0 ? "" : " (and " + more + " more)").raw("</li>");
      }
      out.raw("</ul>");
    }
    return out.toString();
  }

  String gaps() {
    List<Gap> gaps = assessment.snapshot().gaps();
    if (gaps.isEmpty()) {
      return "<p>Everything that was read was evaluated.</p>";
    }
    Html out = new Html().raw("<ul>");
    for (Gap gap : gaps) {
      out.raw("<li>").raw(gap.incomplete() ? "<strong>" : "(notice) ").text(gap.code());
      out.raw(gap.incomplete() ? "</strong> " : " ").text(Places.text(gap)).raw(": ");
      out.prose(gap.message());
      if (gap.hint() != null) {
        out.raw(" ").prose(gap.hint());
      }
      out.raw("</li>");
    }
    return out.raw("</ul>").toString();
  }

  private static String commit(@Nullable Revision revision) {
    if (revision == null) {
      return "";
    }
    String branch = revision.branch() == null ? "" : ", branch " + revision.branch();
    String repository = revision.repository() == null ? "" : ", of " + revision.repository();
    return revision.commit() + branch + repository;
  }

  String provenance() {
    Platform platform = assessment.snapshot().platform();
    Html out = new Html().raw("<dl>").pair("Bulkhead", assessment.version());
    out.pair("Policies", "SHA-256 " + assessment.policyDigest());
    String digest = options.snapshotDigest();
    out.pair("Snapshot", digest == null ? "" : "SHA-256 " + digest);
    out.pair("Commit", commit(assessment.snapshot().revision()));
    long millis = assessment.elapsed().toMillis();
    out.pair("Time", assessment.started() + ", evaluated in " + millis + " ms");
    if (assessment.isAsOfAnotherTime()) {
      out.pair("Judged as of", assessment.at().toString());
    }
    String tenants = platform.declared() ? "" : "; tenants inferred, there is no bulkhead.yaml";
    out.pair("Scope", platform.scope() + tenants).raw("</dl>");
    List<InputFile> inputs = assessment.snapshot().inputs();
    out.raw("<details><summary>").number(inputs.size()).raw(" input files with their digests");
    out.raw("</summary>").tableWith("Input files", List.of("File", "SHA-256"));
    for (InputFile input : inputs) {
      out.raw("<tr><td>").text(input.uri()).raw("</td><td><code>").text(input.digest());
      out.raw("</code></td></tr>");
    }
    return out.endTable().raw("</details>").toString();
  }
}

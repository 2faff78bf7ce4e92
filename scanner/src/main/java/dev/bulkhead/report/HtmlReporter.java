package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
<<<<<<< HEAD
 * One offline HTML file: nothing is loaded, and only the script whose hash its content security
 * policy names runs. The page itself is in reports/templates.
 */
final class HtmlReporter implements Reporter {
=======
 * One offline HTML file: nothing is loaded, and only the script whose hash the policy names runs.
 */
public final class HtmlReporter implements Reporter {
  private static final int MATRIX_LIMIT = 60;
>>>>>>> de40343 (Tests: reading, reports, secrets, architecture, and a whole platform with one change at a time)

  @Override
  public void write(Assessment assessment, ReportOptions options, OutputStream stream)
      throws IOException {
    String script = resource("report.js");
    HtmlOverview overview = new HtmlOverview(assessment);
    Map<String, String> parts =
        Map.of(
            "script", script,
            "script-hash", sha256(script),
            "subtitle", overview.subtitle(),
            "summary", overview.summary(),
            "matrix", HtmlMatrix.of(assessment),
            "findings", new HtmlFindings(options).all(assessment),
            "controls", overview.controls(),
            "gaps", overview.gaps(),
            "provenance", overview.provenance());
    Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    fill(resource("report.html"), parts, out);
    out.flush();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlReporter.class.getResourceAsStream("/bulkhead/templates/" + name)) {
      if (in == null) {
        throw new IOException("template " + name + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

<<<<<<< HEAD
  /** Puts each part in the place of its name; a part's own text is never looked at again. */
  private static void fill(String template, Map<String, String> parts, Writer out)
=======
  /**
   * Puts each part in the place of its name, once through the template: a part's own text is never
   * looked at again.
   */
  private static void fill(String template, Map<String, String> parts, Appendable out)
>>>>>>> de40343 (Tests: reading, reports, secrets, architecture, and a whole platform with one change at a time)
      throws IOException {
    int at = 0;
    while (true) {
      int open = template.indexOf("{{", at);
      int close = open < 0 ? -1 : template.indexOf("}}", open);
      if (close < 0) {
        out.append(template, at, template.length());
        return;
      }
      out.append(template, at, open);
      out.append(parts.getOrDefault(template.substring(open + 2, close), ""));
      at = close + 2;
    }
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
<<<<<<< HEAD
=======

  private static String name(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  private static String subtitle(Assessment a) {
    return Escape.xml(a.snapshot().platform().name() + " · " + a.root() + " · " + a.started());
  }

  private static String summary(Assessment a) {
    Totals totals = Totals.of(a);
    var out = new StringBuilder("<ul class=\"tiles\">");
    for (Severity s : Severity.values()) {
      out.append("<li><strong class=\"")
          .append(name(s))
          .append("\">")
          .append(totals.finding(s))
          .append("</strong>")
          .append(name(s))
          .append("</li>");
    }
    for (Status s : Status.values()) {
      out.append("<li><strong>")
          .append(totals.outcome(s))
          .append("</strong>")
          .append(s.name().toLowerCase(Locale.ROOT).replace('_', ' '))
          .append("</li>");
    }
    out.append(
        "</ul><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Findings by tenant\"><table><caption class=\"muted\">New findings by tenant</caption><thead><tr><th scope=\"col\">Tenant</th>");
    for (Severity s : Severity.values()) {
      out.append("<th scope=\"col\">").append(name(s)).append("</th>");
    }
    out.append("</tr></thead><tbody>");
    Map<String, int[]> byTenant = new java.util.TreeMap<>();
    a.snapshot().platform().tenants().forEach(t -> byTenant.put(t.id(), new int[4]));
    for (Finding f : a.findings()) {
      if (f.state() == Finding.State.NEW) {
        byTenant
            .computeIfAbsent(f.tenant() == null ? "(no tenant)" : f.tenant(), t -> new int[4])[
            f.severity().ordinal()]++;
      }
    }
    byTenant.forEach((tenant, counts) -> {
      out.append("<tr><th scope=\"row\">").append(Escape.xml(tenant)).append("</th>");
      for (int n : counts) {
        out.append("<td>").append(n).append("</td>");
      }
      out.append("</tr>");
    });
    return out.append("</tbody></table></div>").toString();
  }

  private static String matrix(Assessment a) {
    List<String> tenants =
        a.snapshot().platform().tenants().stream().map(Tenant::id).sorted().toList();
    if (tenants.size() < 2) {
      return "<p>Fewer than two tenants: there is nothing to isolate from each other.</p>";
    }
    Map<String, Facts.Cell> cells = new HashMap<>();
    a.facts()
        .matrix()
        .forEach(c ->
            cells.merge(c.from() + "\n" + c.to(), c, (x, y) -> x.state().equals("broken") ? x : y));
    var out = new StringBuilder();
    if (tenants.size() > MATRIX_LIMIT) {
      out.append("<p>")
          .append(tenants.size())
          .append(" tenants; the pairs that are not proven isolated:</p><ul>");
      cells.values().stream()
          .limit(500)
          .forEach(c ->
              out.append("<li>")
                  .append(
                      Escape.xml(
                          c.from() + " to " + c.to() + ": " + c.state() + " (" + c.layer() + ")"))
                  .append("</li>"));
      return out.append("</ul>").toString();
    }
    out.append(
        "<p class=\"muted\">Read a row as “from”: ✓ no path was found in the layers that were evaluated, ✗ a path exists, ? not known.</p><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Isolation matrix\"><table><thead><tr><th scope=\"col\">from \\ to</th>");
    tenants.forEach(t -> out.append("<th scope=\"col\">").append(Escape.xml(t)).append("</th>"));
    out.append("</tr></thead><tbody>");
    for (String from : tenants) {
      out.append("<tr><th scope=\"row\">").append(Escape.xml(from)).append("</th>");
      for (String to : tenants) {
        Facts.Cell cell = cells.get(from + "\n" + to);
        if (from.equals(to)) {
          out.append("<td class=\"muted\">—</td>");
        } else if (cell == null) {
          out.append("<td class=\"ok\">✓ none</td>");
        } else if (cell.state().equals("broken")) {
          out.append("<td class=\"critical\"><span title=\"")
              .append(Escape.xml(proof(cell)))
              .append("\">✗ ")
              .append(Escape.xml(cell.layer()))
              .append("</span></td>");
        } else {
          out.append("<td class=\"medium\">? unknown</td>");
        }
      }
      out.append("</tr>");
    }
    return out.append("</tbody></table></div>").toString();
  }

  private static String proof(Facts.Cell cell) {
    return String.join("; then ", cell.proof().stream().map(Facts.Step::message).toList());
  }

  private static String findings(Assessment a, Options options) {
    var out = new StringBuilder();
    for (Finding f : a.findings()) {
      if (options.shows(f)) {
        article(f, options, out);
      }
    }
    return out.isEmpty() ? "<p>None.</p>" : out.toString();
  }

  private static void article(Finding f, Options options, StringBuilder out) {
    String severity = name(f.severity());
    out.append("<article class=\"")
        .append(severity)
        .append("\"><p><span class=\"badge\">")
        .append(severity)
        .append("</span> <a href=\"#c-")
        .append(Escape.xml(f.control()))
        .append("\">")
        .append(Escape.xml(f.control()))
        .append("</a>");
    if (f.tenant() != null) {
      out.append(" · tenant ").append(Escape.xml(f.tenant()));
    }
    if (f.state() != Finding.State.NEW) {
      out.append(" · ").append(f.state().name().toLowerCase(Locale.ROOT));
    }
    out.append("</p><h3>").append(Escape.xml(f.message())).append("</h3>");
    Span span = f.location().span();
    out.append("<p class=\"muted\">").append(Escape.xml(place(f.location()))).append("</p>");
    if (span != null) {
      String line = options.text().line(f.location().uri(), span.startLine());
      if (!line.isBlank()) {
        out.append("<pre tabindex=\"0\"><code>")
            .append(Escape.xml(line.replace('\t', ' ')))
            .append("</code></pre>");
      }
    }
    out.append("<dl>");
    pair("Observed", f.observed(), out);
    pair("Expected", f.expected(), out);
    for (Finding.Step step : f.proof()) {
      pair(
          "Path",
          step.message() + (step.location() == null ? "" : " (" + place(step.location()) + ")"),
          out);
    }
    pair("Fix", f.fix(), out);
    if (f.waiver() != null) {
      pair(
          "Waived",
          f.waiver().reason()
              + " ("
              + f.waiver().approver()
              + ", until "
              + f.waiver().expires()
              + ")",
          out);
    }
    out.append("</dl></article>\n");
  }

  private static String place(Location at) {
    Span span = at.span();
    return at.uri() + (span == null ? "" : ":" + span.startLine() + ":" + span.startColumn());
  }

  private static void pair(String label, String text, StringBuilder out) {
    if (!text.isBlank()) {
      out.append("<dt>")
          .append(label)
          .append("</dt><dd>")
          .append(Escape.xml(text.replace('\n', ' ')))
          .append("</dd>");
    }
  }

  private static String controls(Assessment a) {
    var out =
        new StringBuilder(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Controls\"><table><thead><tr><th scope=\"col\">Control</th><th scope=\"col\">Title</th><th scope=\"col\">Severity</th>");
    for (Status s : Status.values()) {
      out.append("<th scope=\"col\">")
          .append(s.name().toLowerCase(Locale.ROOT).replace('_', ' '))
          .append("</th>");
    }
    out.append("</tr></thead><tbody>");
    for (ControlResult r : a.results()) {
      out.append("<tr id=\"c-")
          .append(Escape.xml(r.control().id()))
          .append("\"><th scope=\"row\">")
          .append(Escape.xml(r.control().id()))
          .append("</th><td>")
          .append(Escape.xml(r.control().title()))
          .append("</td><td>")
          .append(name(r.control().severity()))
          .append("</td>");
      for (Status s : Status.values()) {
        out.append("<td>").append(r.tally().getOrDefault(s, 0)).append("</td>");
      }
      out.append("</tr>");
    }
    return out.append("</tbody></table></div>").toString();
  }

  private static String gaps(Assessment a) {
    List<Gap> gaps = a.snapshot().gaps();
    if (gaps.isEmpty()) {
      return "<p>Everything that was read was evaluated.</p>";
    }
    var out = new StringBuilder("<ul>");
    for (Gap gap : gaps) {
      Span span = gap.span();
      out.append("<li>")
          .append(gap.incomplete() ? "" : "(notice) ")
          .append(Escape.xml(gap.uri()))
          .append(span == null ? "" : ":" + span.startLine())
          .append(" — ")
          .append(Escape.xml(gap.message()))
          .append("</li>");
    }
    return out.append("</ul>").toString();
  }

  private static String provenance(Assessment a) {
    var out = new StringBuilder("<dl>");
    pair("Bulkhead", a.version(), out);
    pair("Policies", "SHA-256 " + a.policyDigest(), out);
    pair("Time", a.started() + ", evaluated in " + a.elapsed().toMillis() + " ms", out);
    pair(
        "Scope",
        a.snapshot().platform().scope()
            + (a.snapshot().platform().declared() ? "" : ", platform inferred"),
        out);
    out.append("</dl><details><summary>")
        .append(a.snapshot().inputs().size())
        .append(
            " input files with their digests</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Input files\"><table><thead><tr><th scope=\"col\">File</th><th scope=\"col\">SHA-256</th></tr></thead><tbody>");
    for (InputFile i : a.snapshot().inputs()) {
      out.append("<tr><td>")
          .append(Escape.xml(i.uri()))
          .append("</td><td><code>")
          .append(i.digest())
          .append("</code></td></tr>");
    }
    return out.append("</tbody></table></div></details>").toString();
  }
>>>>>>> de40343 (Tests: reading, reports, secrets, architecture, and a whole platform with one change at a time)
}

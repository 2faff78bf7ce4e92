package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Location;
import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The findings as articles with their lines of source. The first are in the page; a browser takes
 * long over very many, so that those behind them are in a template from which the page's script
 * takes what a search finds.
 */
final class HtmlFindings {
  private static final int IN_PAGE = 1000;

  private final ReportOptions options;
  private final Set<String> anchors = new HashSet<>();
  private Html out = new Html();

  HtmlFindings(ReportOptions options) {
    this.options = options;
  }

  /** Writes them one by one: all of a fleet's would not fit into one text. */
  void write(Assessment assessment, Writer page) throws IOException {
    List<Finding> shown = assessment.findings().stream().filter(options.shown()::includes).toList();
    out.raw("<div id=\"list\">");
    if (shown.isEmpty()) {
      out.raw("<p>None.</p>");
    }
    for (int i = 0; i < shown.size(); i++) {
      if (i == IN_PAGE) {
        out.raw("</div><noscript><p>Without a script only the first ").number(IN_PAGE);
        out.raw(" of ").number(shown.size());
        out.raw(" findings can be read here; the JSON report has all.</p></noscript>");
        out.raw("<template id=\"further\">");
      }
      write(shown.get(i));
      page.append(out.toString());
      out = new Html();
    }
    out.raw(shown.size() > IN_PAGE ? "</template>" : "</div>");
    page.append(out.toString());
  }

  private void write(Finding finding) {
    String severity = Html.words(finding.severity());
    out.raw("<article class=\"").raw(severity);
    if (finding.tenant() != null) {
      out.raw("\" data-tenant=\"").text(finding.tenant());
    }
    if (anchors.add(finding.fingerprint())) {
      out.raw("\" id=\"f-").text(finding.fingerprint());
    }
    out.raw("\"><p><span class=\"badge\">").raw(severity);
    out.raw("</span> <a href=\"#c-").text(finding.control()).raw("\">");
    out.text(finding.control()).raw("</a>");
    if (finding.tenant() != null) {
      out.raw(" · tenant ").text(finding.tenant());
    }
    switch (finding.state()) {
      case NEW -> {}
      case BASELINE -> out.raw(" · known from the baseline");
      case WAIVED -> out.raw(" · waived");
    }
    out.raw("</p><h3>").prose(finding.message()).raw("</h3><p class=\"muted\">");
    out.text(Places.text(finding.location())).raw(" · ").text(finding.entity()).raw("</p>");
    writeFrame(finding.location());
    out.raw("<dl>").pair("Observed", finding.observed()).pair("Expected", finding.expected());
    writeProof(finding);
    writeReasons(finding);
    out.pair("Fix", finding.fix());
    Finding.AppliedWaiver waiver = finding.waiver();
    if (waiver != null) {
      String by = ", approved by " + waiver.approver() + ", until " + waiver.expires();
      out.pair("Waived", waiver.reason() + " (owner " + waiver.owner() + by + ")");
    }
    out.raw("</dl></article>\n");
  }

  private void writeProof(Finding finding) {
    if (finding.proof().isEmpty()) {
      return;
    }
    out.raw("<dt>Because</dt><dd><ol>");
    for (Finding.Step step : finding.proof()) {
      out.raw("<li>").prose(step.message());
      if (step.location() != null) {
        out.raw(" <span class=\"muted\">").text(Places.text(step.location())).raw("</span>");
      }
      out.raw("</li>");
    }
    out.raw("</ol></dd>");
  }

  /** The rule's own reasons, where somebody asked for them. */
  private void writeReasons(Finding finding) {
    if (!finding.because().isEmpty()) {
      out.raw("<dt>Held</dt><dd><ul class=\"plain\">");
      for (Finding.Reason reason : finding.because()) {
        out.raw("<li><code>").text("  ".repeat(reason.depth()) + reason.text()).raw("</code> ");
        out.raw("<span class=\"muted\">").text(reason.file() + ":" + reason.line());
        out.raw("</span></li>");
      }
      out.raw("</ul></dd>");
    }
    out.pair("Reads", String.join(", ", finding.reads()));
  }

  private void writeFrame(Location location) {
    CodeFrame frame = CodeFrame.around(location, options.source());
    if (frame == null) {
      return;
    }
    int digits = Integer.toString(frame.lines().getLast().number()).length();
    out.raw("<pre tabindex=\"0\"><code>");
    for (CodeFrame.Line line : frame.lines()) {
      String number = String.format("%" + digits + "d  ", line.number());
      if (line.marked()) {
        int end = Math.min(line.text().length(), frame.caret() + frame.length());
        int from = Math.min(frame.caret(), end);
        out.raw("<span class=\"num\">").text("> " + number).raw("</span>");
        out.text(line.text().substring(0, from)).raw("<mark>");
        out.text(line.text().substring(from, end)).raw("</mark>");
        out.text(line.text().substring(end));
      } else {
        out.raw("<span class=\"num\">").text("  " + number).raw("</span>").text(line.text());
      }
      out.raw("\n");
    }
    out.raw("</code></pre>");
  }
}

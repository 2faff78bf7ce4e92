package dev.bulkhead.report;

import static dev.bulkhead.report.TerminalText.Style.DIM;
import static dev.bulkhead.report.TerminalText.Style.GREEN;
import static dev.bulkhead.report.TerminalText.Style.RED;
import static dev.bulkhead.report.TerminalText.Style.YELLOW;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Status;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Source;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One control on the console: why it exists, what it said of everything it looked at, and where.
 */
final class ConsoleExplanation {
  private final Assessment assessment;
  private final ReportOptions options;
  private final TerminalText out;

  ConsoleExplanation(Assessment assessment, ReportOptions options, TerminalText out) {
    this.assessment = assessment;
    this.options = options;
    this.out = out;
  }

  void write(ControlResult result) throws IOException {
    Control control = result.control();
    out.heading(control.id() + "  " + Escape.visible(control.title()));
    field("severity", control.severity().name().toLowerCase(Locale.ROOT));
    field("why", control.description());
    field("looks at", String.join(", ", control.kinds()));
    for (Map.Entry<String, Control.Parameter> p : control.parameters().entrySet()) {
      String normal = " (default " + p.getValue().defaultValue() + "): ";
      field("parameter", p.getKey() + normal + p.getValue().description());
    }
    for (Control.Mapping mapping : control.frameworks()) {
      String coverage = " (" + mapping.coverage() + ")";
      field("framework", mapping.framework() + " " + mapping.requirement() + coverage);
    }
    for (String reference : control.references()) {
      field("reference", reference);
    }
    writeOutcomes(result);
    writeFindings(result.findings());
  }

  private void field(String name, String text) throws IOException {
    String label = "  " + TerminalText.padded(name, 11);
    out.labelled(label, DIM, Escape.visible(Escape.unwrapped(text)));
  }

  private void writeOutcomes(ControlResult result) throws IOException {
    out.heading("Outcomes of " + result.control().id());
    Map<String, String> reasons = new HashMap<>();
    result.unknowns().forEach(u -> reasons.putIfAbsent(u.entity(), u.reason()));
    for (Map.Entry<String, Status> e : result.statuses().declared().entrySet()) {
      writeOutcome(e.getValue(), e.getKey(), "", reasons);
    }
    List<Entity> entities = assessment.snapshot().entities();
    for (int i = 0; i < result.statuses().size(); i++) {
      Entity entity = entities.get(result.statuses().entity(i));
      Source source = entity.meta().source();
      String place = source.uri() + ":" + source.span().startLine();
      writeOutcome(result.statuses().status(i), entity.meta().id(), place, reasons);
    }
    if (result.statuses().size() + result.statuses().declared().size() == 0) {
      out.line("  nothing of these kinds is in this input");
    }
  }

  private void writeOutcome(Status status, String entity, String place, Map<String, String> reasons)
      throws IOException {
    TerminalText.Style style =
        switch (status) {
          case PASS -> GREEN;
          case FAIL -> RED;
          case WAIVED, UNKNOWN -> YELLOW;
          case NOT_APPLICABLE -> DIM;
        };
    String word = status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String reason = reasons.containsKey(entity) ? ": " + reasons.get(entity) : "";
    String text = entity + (place.isEmpty() ? "" : "  " + place) + reason;
    out.labelled("  " + TerminalText.padded(word, 16), style, Escape.visible(text));
  }

  private void writeFindings(List<Finding> findings) throws IOException {
    if (findings.isEmpty()) {
      return;
    }
    out.heading("Findings");
    ConsoleFinding writer = new ConsoleFinding(out, options.source());
    for (Finding finding : findings) {
      writer.write(finding);
      switch (finding.state()) {
        case NEW -> {}
        case BASELINE -> detail("known", "from the baseline");
        case WAIVED -> detail("waived", waived(finding));
      }
      for (Finding.Reason reason : finding.because()) {
        String label = reason == finding.because().getFirst() ? "held" : "";
        String place = reason.file() + ":" + reason.line();
        detail(label, "  ".repeat(reason.depth()) + reason.text() + "  (" + place + ")");
      }
      if (!finding.reads().isEmpty()) {
        detail("reads", String.join(", ", finding.reads()));
      }
      detail("finding", finding.fingerprint());
    }
  }

  private static String waived(Finding finding) {
    Finding.AppliedWaiver waiver = finding.waiver();
    return waiver == null
        ? ""
        : "until " + waiver.expires() + " by " + waiver.approver() + ": " + waiver.reason();
  }

  private void detail(String name, String text) throws IOException {
    out.labelled("    " + TerminalText.padded(name, 10), DIM, Escape.visible(text));
  }
}

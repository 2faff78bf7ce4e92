package dev.bulkhead.report;

import static dev.bulkhead.report.TerminalText.Style.BOLD;
import static dev.bulkhead.report.TerminalText.Style.BOLD_RED;
import static dev.bulkhead.report.TerminalText.Style.DIM;

import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Location;
import java.io.IOException;
import java.util.List;

/** One finding on the console: what and where, the lines, the reason, the way out. */
final class ConsoleFinding {
  private static final String INDENT = "  ";

  private final TerminalText out;
  private final SourceText source;

  ConsoleFinding(TerminalText out, SourceText source) {
    this.out = out;
    this.source = source;
  }

  void write(Finding finding) throws IOException {
    out.line();
    List<String> message =
        TerminalText.wrap(
            Escape.visible(finding.message()),
            out.width() - INDENT.length() - heading(finding).length());
    out.line(
        INDENT
            + out.severity(finding.severity())
            + " "
            + out.styled(BOLD, finding.control())
            + "  "
            + message.getFirst());
    for (String more : message.subList(1, message.size())) {
      out.line(INDENT + " ".repeat(heading(finding).length()) + more);
    }
    String place = Places.text(finding.location());
    String entity = Escape.visible(finding.entity());
    if (INDENT.length() + place.length() + 2 + entity.length() <= out.width()) {
      out.line(INDENT + out.styled(DIM, place + "  " + entity));
    } else {
      // a place is not wrapped: terminals make links of it
      out.line(INDENT + out.styled(DIM, place));
      out.labelled(INDENT, DIM, entity);
    }
    writeFrame(finding.location());
    field("observed", finding.observed());
    field("expected", finding.expected());
    writeProof(finding.proof());
    field("fix", finding.fix());
  }

  private static String heading(Finding finding) {
    return finding.severity() + " " + finding.control() + "  ";
  }

  private void field(String name, String text) throws IOException {
    if (!text.isBlank()) {
      String label = INDENT + INDENT + TerminalText.padded(name, 10);
      out.labelled(label, DIM, Escape.visible(Escape.unwrapped(text)));
    }
  }

  private void writeFrame(Location location) throws IOException {
    CodeFrame frame = CodeFrame.around(location, source);
    if (frame == null) {
      return;
    }
    int digits = Integer.toString(frame.lines().getLast().number()).length();
    int room = out.width() - 2 * INDENT.length() - digits - 5;
    // long lines are cut at the right, and at the left too where what is meant would not be seen
    int from = frame.caret() + Math.min(frame.length(), 20) > room ? frame.caret() - 20 : 0;
    for (CodeFrame.Line line : frame.lines()) {
      String number = Integer.toString(line.number());
      number = " ".repeat(digits - number.length()) + number;
      String mark = line.marked() ? "> " : "  ";
      String gutter = out.styled(line.marked() ? BOLD_RED : DIM, mark + number + " │ ");
      out.line(INDENT + INDENT + gutter + window(line.text(), from, room));
      if (line.marked()) {
        int caret = frame.caret() - from;
        String carets = "^".repeat(Math.max(1, Math.min(frame.length(), room - caret)));
        String under = " ".repeat(caret) + out.styled(BOLD_RED, carets);
        out.line(INDENT + INDENT + out.styled(DIM, "  " + " ".repeat(digits) + " │ ") + under);
      }
    }
  }

  /** The part of a line that there is room for; dots stand for what was cut. */
  private static String window(String line, int from, int room) {
    String shown = from == 0 ? line : line.length() <= from ? "" : "…" + line.substring(from + 1);
    return shown.length() <= room ? shown : shown.substring(0, room - 1) + "…";
  }

  private void writeProof(List<Finding.Step> proof) throws IOException {
    int number = 1;
    for (Finding.Step step : proof) {
      Location at = step.location();
      String place = at == null ? "" : " (" + Places.text(at) + ")";
      String label =
          INDENT + INDENT + TerminalText.padded(number == 1 ? "because" : "", 10) + number + ". ";
      out.labelled(label, DIM, Escape.visible(step.message()) + place);
      number++;
    }
  }
}

package dev.bulkhead.report;

import dev.bulkhead.evaluate.Severity;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines for a terminal: wrapped to its width, coloured where it can, ASCII where it must. What
 * comes from the input must have been through {@link Escape#visible} before.
 */
final class TerminalText {
  enum Style {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    BOLD_RED("1;31"),
    YELLOW("33"),
    GREEN("32"),
    CYAN("36");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  private final ReportOptions.Terminal terminal;
  private final Writer out;

  TerminalText(ReportOptions.Terminal terminal, OutputStream out) {
    this.terminal = terminal;
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** Text in a style, or as it is where there are no colours. */
  String styled(Style style, String text) {
    return terminal.colour() ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
  }

  int width() {
    return terminal.width();
  }

  String severity(Severity severity) {
    Style style =
        switch (severity) {
          case CRITICAL -> Style.BOLD_RED;
          case HIGH -> Style.RED;
          case MEDIUM -> Style.YELLOW;
          case LOW -> Style.CYAN;
        };
    return styled(style, severity.name());
  }

  void line() throws IOException {
    line("");
  }

  void line(String text) throws IOException {
    out.write(terminal.unicode() ? text : ascii(text));
    out.write('\n');
  }

  /** A heading above what belongs together. */
  void heading(String text) throws IOException {
    line();
    line(styled(Style.BOLD, text));
  }

  /**
   * Text behind a label, wrapped; the lines after the first are indented to where the text began.
   *
   * @param label plain, as wide as it looks
   */
  void labelled(String label, Style style, String text) throws IOException {
    List<String> lines = wrap(text, Math.max(20, terminal.width() - label.length()));
    line(styled(style, label) + lines.getFirst());
    String indent = " ".repeat(label.length());
    for (String more : lines.subList(1, lines.size())) {
      line(indent + more);
    }
  }

  /** Text with blanks behind it up to a width. */
  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  void flush() throws IOException {
    out.flush();
  }

  /** At blanks where it can, else in the middle of a word; never an empty list. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (rest.length() > width) {
      int blank = rest.lastIndexOf(' ', width);
      int cut = blank > width / 3 ? blank : wholeCharacters(rest, width);
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  private static int wholeCharacters(String text, int width) {
    return Character.isHighSurrogate(text.charAt(width - 1)) ? width - 1 : width;
  }

  private static String ascii(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '…' -> plain.append("...");
            case '•' -> plain.append('*');
            case '│' -> plain.append('|');
            case '·' -> plain.append('-');
            default -> plain.appendCodePoint(c < 0x7f ? c : '?');
          }
        });
    return plain.toString();
  }
}

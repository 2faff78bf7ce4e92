package dev.bulkhead.report;

import dev.bulkhead.evaluate.Location;
import dev.bulkhead.model.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines around a place, ready to show: secrets hidden, control characters visible.
 *
 * @param caret first column of the marked line that the place covers, from 0, in the shown text
 * @param length how many columns it covers, at least one
 */
record CodeFrame(List<Line> lines, int caret, int length) {
  private static final int AROUND = 2;

  /** A line longer than this is a data blob; the rest says nothing. */
  private static final int LONGEST = 240;

  /** {@code marked} is the line that the place begins on. */
  record Line(int number, String text, boolean marked) {}

  /** The frame; null where the file cannot be shown. */
  static @Nullable CodeFrame around(Location location, SourceText source) {
    Span span = location.span();
    if (span == null) {
      return null;
    }
    int count = source.lineCount(location.uri());
    int at = span.startLine();
    if (at < 1 || at > count) {
      return null;
    }
    List<Line> lines = new ArrayList<>();
    for (int n = Math.max(1, at - AROUND); n <= Math.min(count, at + AROUND); n++) {
      String text = source.line(location.uri(), n);
      if (n < count || !text.isEmpty()) {
        lines.add(new Line(n, shown(text), n == at));
      }
    }
    String line = source.line(location.uri(), at);
    int from = Math.min(Math.max(span.startColumn() - 1, 0), line.length());
    int to = span.endLine() == at ? Math.min(span.endColumn() - 1, line.length()) : line.length();
    int caret = shown(line.substring(0, from)).length();
    int length = shown(line).length() - caret;
    if (to > from) {
      length = Math.min(length, shown(line.substring(from, to).stripTrailing()).length());
    }
    return new CodeFrame(List.copyOf(lines), caret, Math.max(1, length));
  }

  private static String shown(String line) {
    String text = Escape.visible(line.replace("\t", "  "));
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}

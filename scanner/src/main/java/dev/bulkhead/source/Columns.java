package dev.bulkhead.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Turns columns in code points, as the YAML and TOML parsers count, into UTF-16 code units, as
 * reports count. Only lines with characters beyond the basic plane differ.
 */
final class Columns {
  /** By line, the columns in code points (from 1) of characters that take two code units. */
  private final Map<Integer, int[]> wide;

  private Columns(Map<Integer, int[]> wide) {
    this.wide = wide;
  }

  static Columns of(String text) {
    Map<Integer, int[]> wide = new HashMap<>();
    IntStream.Builder columns = null;
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        if (columns != null) {
          wide.put(line, columns.build().toArray());
          columns = null;
        }
        line++;
        column = 1;
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        columns = columns == null ? IntStream.builder() : columns;
        columns.add(column);
        i++;
      }
      column++;
    }
    if (columns != null) {
      wide.put(line, columns.build().toArray());
    }
    return new Columns(wide);
  }

  /** Both count from 1. */
  int utf16(int line, int codePoints) {
    int[] before = wide.isEmpty() ? null : wide.get(line);
    if (before == null) {
      return codePoints;
    }
    int at = Arrays.binarySearch(before, codePoints);
    return codePoints + (at >= 0 ? at : -at - 1);
  }
}

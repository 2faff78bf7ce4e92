package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.tool.CoverageReport.Range;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows and columns of places in one text, found in logarithmic time. */
final class SourceRanges {
  private final String source;
  private final int[] lineStarts;

  SourceRanges(String source) {
    this.source = source;
    int lines = 1 + (int) source.chars().filter(c -> c == '\n').count();
    this.lineStarts = new int[lines];
    int at = 0;
    for (int i = 1; i < lines; i++) {
      at = source.indexOf('\n', at) + 1;
      lineStarts[i] = at;
    }
  }

  Range range(Location location) {
    int end = Math.clamp(location.end(), location.offset(), source.length());
    int found = Arrays.binarySearch(lineStarts, end);
    int line = found >= 0 ? found : -found - 2;
    int bytes = source.substring(lineStarts[line], end).getBytes(StandardCharsets.UTF_8).length;
    return new Range(location.row(), location.col(), line + 1, bytes + 1);
  }
}

package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.syntax.Location;

/** The text of an expression in one line. */
final class SourceText {
  private static final int MAX_LENGTH = 160;

  private SourceText() {}

  static String of(Location location, String source) {
    int from = Math.clamp(location.offset(), 0, source.length());
    int to = Math.clamp(location.end(), from, source.length());
    var out = new StringBuilder();
    boolean space = false;
    for (int i = from; i < to && out.length() < MAX_LENGTH; i++) {
      char c = source.charAt(i);
      if (Character.isWhitespace(c)) {
        space = !out.isEmpty();
      } else {
        out.append(space ? " " : "").append(c);
        space = false;
      }
    }
    return out.length() < MAX_LENGTH ? out.toString() : out + "…";
  }
}

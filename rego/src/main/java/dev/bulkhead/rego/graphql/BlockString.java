package dev.bulkhead.rego.graphql;

import java.util.ArrayList;
import java.util.List;

/** Strings in three quotes: without common indentation and empty lines around (2.9.4). */
final class BlockString {
  private BlockString() {}

  static String value(String raw) {
    List<String> lines = List.of(raw.split("\n", -1));
    int common =
        lines.stream().filter(l -> !isBlank(l)).mapToInt(BlockString::indent).min().orElse(0);
    var out = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      out.add(i == 0 ? line : line.substring(Math.min(common, line.length())));
    }
    while (!out.isEmpty() && isBlank(out.getFirst())) {
      out.removeFirst();
    }
    while (!out.isEmpty() && isBlank(out.getLast())) {
      out.removeLast();
    }
    return String.join("\n", out);
  }

  private static int indent(String line) {
    int i = 0;
    while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(String line) {
    return indent(line) == line.length();
  }
}

package dev.bulkhead.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy with one small mistake in it: a comparison, a number, a text, a dropped {@code not}, a
 * removed expression.
 *
 * @param line from 1
 */
record Mutant(String file, int line, String before, String after, String source) {
  private static final Map<String, String> COMPARISONS =
      Map.of(
          " == ", " != ", " != ", " == ", " < ", " <= ", " <= ", " < ", " > ", " >= ", " >= ",
          " > ");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.\"`%])\\d+(?![\\w.])");
  private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]*)\"(?!\\s*:)");

  /** Every mutant of a policy. */
  static List<Mutant> of(String file, String source) {
    List<String> lines = source.lines().toList();
    var out = new ArrayList<Mutant>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String code = line.strip();
      if (code.isEmpty()
          || code.startsWith("#")
          || code.startsWith("package ")
          || code.startsWith("import ")) {
        continue;
      }
      for (String changed : changes(line)) {
        var all = new ArrayList<String>(lines);
        all.set(i, changed);
        out.add(new Mutant(file, i + 1, code, changed.strip(), String.join("\n", all) + "\n"));
      }
    }
    return out;
  }

  private static List<String> changes(String line) {
    var out = new ArrayList<String>();
    COMPARISONS.forEach((from, to) -> {
      int at = line.indexOf(from);
      if (at >= 0 && !insideText(line, at)) {
        out.add(line.substring(0, at) + to + line.substring(at + from.length()));
      }
    });
    Matcher number = NUMBER.matcher(line);
    while (number.find()) {
      if (!insideText(line, number.start()) && number.group().length() < 18) {
        long value = Long.parseLong(number.group());
        out.add(replaced(line, number, "" + (value + 1)));
        if (value > 0) {
          out.add(replaced(line, number, "" + (value - 1)));
        }
      }
    }
    Matcher text = TEXT.matcher(line);
    // a line of many texts is a list of names: data, of which no case holds every member
    while (TEXT.matcher(line).results().count() <= 4 && text.find()) {
      out.add(replaced(line, text, "\"" + text.group(1) + "~\""));
    }
    String code = line.strip();
    if (code.startsWith("not ")) {
      out.add(line.replaceFirst("not ", ""));
    }
    if (line.startsWith("\t") && isExpression(code)) {
      out.add("");
    }
    return out;
  }

  private static String replaced(String line, Matcher at, String text) {
    return line.substring(0, at.start()) + text + line.substring(at.end());
  }

  /** Behind an odd number of quotes. */
  private static boolean insideText(String line, int at) {
    long quotes = line.substring(0, at).chars().filter(c -> c == '"').count();
    long ticks = line.substring(0, at).chars().filter(c -> c == '`').count();
    return quotes % 2 == 1 || ticks % 2 == 1;
  }

  /** A line of a body that stands alone: no binding, no part of a larger term. */
  private static boolean isExpression(String code) {
    return !code.startsWith("\"")
        && !code.startsWith("}")
        && !code.startsWith("]")
        && !code.contains(":=")
        && !code.endsWith("{")
        && !code.endsWith("[")
        && !code.endsWith("(")
        && !code.endsWith("|")
        && !code.endsWith(",");
  }

  @Override
  public String toString() {
    return file + ":" + line + "  " + before + "  ->  " + (after.isEmpty() ? "(removed)" : after);
  }
}

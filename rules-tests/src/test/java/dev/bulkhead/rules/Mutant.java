package dev.bulkhead.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy with one small mistake in it. Changes that mean the same as another one, or nothing, are
 * not made: each would count twice, or could not be caught.
 *
 * @param line from 1
 */
record Mutant(Kind kind, String file, int line, String before, String after, String source) {
  /** What kind of mistake. */
  enum Kind {
    COMPARISON,
    NUMBER,
    TEXT,
    NEGATION,
    /** An expression that must hold is gone. */
    CONDITION
  }

  /** One changed line. */
  private record Change(Kind kind, String line) {}

  private static final Map<String, String> COMPARISONS =
      Map.of(
          " == ", " != ", " != ", " == ", " < ", " <= ", " <= ", " < ", " > ", " >= ", " >= ",
          " > ");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.\"`%])\\d+(?![\\w.])");

  /** Texts, raw ones too, so that what stands between two texts is not taken for one. */
  private static final Pattern TEXT = Pattern.compile("`[^`]*`|\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Numbers of things are whole: more than N is at least N + 1, which changes of N try. */
  private static final Pattern COUNTED = Pattern.compile("count\\(.*\\) [<>]=? \\d+.*");

  /** What stands for a text or place that is absent; another odd one would do as well. */
  private static final Pattern ABSENT_TEXT =
      Pattern.compile("(?:object\\.get\\(.*, |\\} else := |\"path\": )\"\"");

  /** The name of a finding among those of its subject: any text that stays the same will do. */
  private static final String NAME_OF_FINDING = "\"key\":";

  /**
   * Says what a rule is about. What follows reads fields that nothing else has, so without it the
   * rule is slower and not different; that it names the right thing, changes of its text tell.
   */
  private static final Pattern ABOUT =
      Pattern.compile("(?:input\\.kind|(?:input|entity)\\.type|route\\.served_by) == \"[^\"]*\"");

  private static final int MOST_TEXTS = 4;

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
      for (Change change : changes(line)) {
        var all = new ArrayList<String>(lines);
        all.set(i, change.line());
        String changed = String.join("\n", all) + "\n";
        out.add(new Mutant(change.kind(), file, i + 1, code, change.line().strip(), changed));
      }
    }
    return out;
  }

  private static List<Change> changes(String line) {
    var out = new ArrayList<Change>();
    String code = line.strip();
    if (!COUNTED.matcher(code).matches()) {
      comparisons(line, out);
    }
    numbers(line, out);
    if (!code.startsWith(NAME_OF_FINDING)) {
      texts(line, out);
    }
    if (code.startsWith("not ")) {
      out.add(new Change(Kind.NEGATION, line.replaceFirst("not ", "")));
    }
    if (line.startsWith("\t") && isExpression(code) && !ABOUT.matcher(code).matches()) {
      out.add(new Change(Kind.CONDITION, ""));
    }
    return out;
  }

  private static void comparisons(String line, List<Change> out) {
    COMPARISONS.forEach((from, to) -> {
      int at = line.indexOf(from);
      if (at >= 0 && !insideText(line, at)) {
        String changed = line.substring(0, at) + to + line.substring(at + from.length());
        out.add(new Change(Kind.COMPARISON, changed));
      }
    });
  }

  private static void numbers(String line, List<Change> out) {
    Matcher number = NUMBER.matcher(line);
    while (number.find()) {
      if (!insideText(line, number.start()) && number.group().length() < 18) {
        long value = Long.parseLong(number.group());
        out.add(new Change(Kind.NUMBER, replaced(line, number, "" + (value + 1))));
        if (value > 0) {
          out.add(new Change(Kind.NUMBER, replaced(line, number, "" + (value - 1))));
        }
      }
    }
  }

  private static void texts(String line, List<Change> out) {
    var changes = new ArrayList<Change>();
    Matcher text = TEXT.matcher(line);
    while (text.find()) {
      boolean key = line.substring(text.end()).stripLeading().startsWith(":");
      boolean raw = text.group(1) == null;
      if (!key && !raw && !ABSENT_TEXT.matcher(line.substring(0, text.end())).find()) {
        changes.add(new Change(Kind.TEXT, replaced(line, text, "\"" + text.group(1) + "~\"")));
      }
    }
    // a line of many texts is a list of names: data, of which no case holds every member
    if (changes.size() <= MOST_TEXTS) {
      out.addAll(changes);
    }
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

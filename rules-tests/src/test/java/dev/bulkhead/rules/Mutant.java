package dev.bulkhead.rules;

import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A policy with one small mistake in it. Changes that mean the same as another one, or nothing, are
 * not made: each would count twice, or could not be caught.
 *
 * @param policy as it is without the mistake
 * @param rule the name of the rule that is changed; null for METADATA
 * @param line from 1
 * @param after what stands there instead; empty where it is removed
 */
record Mutant(
    Kind kind,
    Module policy,
    @Nullable String rule,
    int line,
    String before,
    String after,
    List<String> lines) {
  /** What kind of mistake. */
  enum Kind {
    COMPARISON,
    NUMBER,
    TEXT,
    BOOLEAN,
    NEGATION,
    /** An expression that must hold is gone. */
    CONDITION,
    /** One of several rules of a name is gone, or one that adds to a set. */
    RULE,
    /** A parameter has another default. */
    PARAMETER
  }

  /** One changed line. */
  private record Change(Kind kind, String line) {}

  private static final Map<String, String> COMPARISONS =
      Map.of(
          " == ", " != ", " != ", " == ", " < ", " <= ", " <= ", " < ", " > ", " >= ", " >= ",
          " > ");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.\"`%])\\d+(?![\\w.])");
  private static final Pattern BOOLEAN = Pattern.compile("(?<![\\w.])(?:true|false)(?![\\w.])");

  /** Texts, raw ones too, so that what stands between two texts is not taken for one. */
  private static final Pattern TEXT = Pattern.compile("`[^`]*`|\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** A parameter of the METADATA that is a number. */
  private static final Pattern PARAMETER = Pattern.compile("(#     \\w+: \\{default: )(\\d+)(,.*)");

  /** Numbers of things are whole: more than N is at least N + 1, which changes of N try. */
  private static final Pattern COUNTED = Pattern.compile("count\\(.*\\) [<>]=? \\d+.*");

  /** What stands for a text or place that is absent; another odd one would do as well. */
  private static final Pattern ABSENT_TEXT =
      Pattern.compile("(?:object\\.get\\(.*, |\\} else := |\"pointer\": )\"\"");

  /** How the members of a list are set apart, which shows where a case has two of them. */
  private static final Pattern SEPARATOR = Pattern.compile("concat\\(\"[^\"]*\"");

  /** Every number below zero means: all of them, up to the end. */
  private static final Pattern UNLIMITED = Pattern.compile(", -\\d+");

  /** How often to look for what can stand only once, at the beginning. */
  private static final Pattern ONCE = Pattern.compile("regex\\.find\\w*\\(`\\^[^`]*`, .*, 1");

  private static final int MOST_TEXTS = 4;

  /** Every mutant of a policy. */
  static List<Mutant> of(Module module) {
    List<String> lines = module.source().lines().toList();
    var out = new ArrayList<Mutant>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int number = i + 1;
      for (Change change : changes(line)) {
        out.add(of(module, change.kind(), number, number, change.line(), lines));
      }
    }
    for (Rule rule : module.rules()) {
      if (isOneOfSeveral(rule, module)) {
        int first = rule.location().row();
        out.add(of(module, Kind.RULE, first, last(first, lines), "", lines));
      }
    }
    return out;
  }

  private static Mutant of(
      Module module, Kind kind, int first, int last, String line, List<String> lines) {
    var all = new ArrayList<String>(lines);
    for (int i = first; i <= last; i++) {
      all.set(i - 1, i == first ? line : "");
    }
    String before = lines.get(first - 1).strip();
    return new Mutant(kind, module, ruleAt(first, module), first, before, line.strip(), all);
  }

  private static @Nullable String ruleAt(int line, Module module) {
    return module.rules().stream()
        .filter(r -> r.location().row() <= line)
        .reduce((first, second) -> second)
        .map(r -> r.head().name())
        .orElse(null);
  }

  private static boolean isOneOfSeveral(Rule rule, Module module) {
    Predicate<Rule> sameName = other -> other.head().name().equals(rule.head().name());
    return !rule.isDefault()
        && (rule.head().kind() == Rule.Kind.MULTI_VALUE
            || rule.head().name().equals("applicable")
            || module.rules().stream().filter(sameName).count() > 1);
  }

  /** The line on which a rule ends that begins on a line: as {@code opa fmt} writes it. */
  private static int last(int first, List<String> lines) {
    int last = first;
    if (lines.get(first - 1).matches(".*[{\\[(]")) {
      do {
        last++;
      } while (!lines.get(last - 1).matches("[}\\])].*[^{\\[(]|[}\\])]"));
    }
    return last;
  }

  private static List<Change> changes(String line) {
    var out = new ArrayList<Change>();
    String code = line.strip();
    Matcher parameter = PARAMETER.matcher(line);
    if (parameter.matches()) {
      long next = Long.parseLong(parameter.group(2)) + 1;
      out.add(new Change(Kind.PARAMETER, parameter.group(1) + next + parameter.group(3)));
    }
    if (code.isEmpty()
        || code.startsWith("#")
        || code.startsWith("package ")
        || code.startsWith("import ")) {
      return out;
    }
    if (!COUNTED.matcher(code).matches()) {
      comparisons(line, out);
    }
    numbers(line, out);
    booleans(line, out);
    texts(line, out);
    if (code.startsWith("not ")) {
      out.add(new Change(Kind.NEGATION, line.replaceFirst("not ", "")));
    }
    if (line.startsWith("\t") && isExpression(code)) {
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
      if (!insideText(line, number.start())
          && number.group().length() < 18
          && !endsWith(UNLIMITED, line, number.end())
          && !endsWith(ONCE, line, number.end())) {
        long value = Long.parseLong(number.group());
        out.add(new Change(Kind.NUMBER, replaced(line, number, "" + (value + 1))));
        if (value > 0) {
          out.add(new Change(Kind.NUMBER, replaced(line, number, "" + (value - 1))));
        }
      }
    }
  }

  private static void booleans(String line, List<Change> out) {
    Matcher value = BOOLEAN.matcher(line);
    while (value.find()) {
      if (!insideText(line, value.start())) {
        String other = value.group().equals("true") ? "false" : "true";
        out.add(new Change(Kind.BOOLEAN, replaced(line, value, other)));
      }
    }
  }

  private static void texts(String line, List<Change> out) {
    var changes = new ArrayList<Change>();
    Matcher text = TEXT.matcher(line);
    while (text.find()) {
      boolean key = line.substring(text.end()).stripLeading().startsWith(":");
      boolean raw = text.group(1) == null;
      if (!key
          && !raw
          && !endsWith(ABSENT_TEXT, line, text.end())
          && !endsWith(SEPARATOR, line, text.end())) {
        changes.add(new Change(Kind.TEXT, replaced(line, text, "\"" + text.group(1) + "~\"")));
      }
    }
    // a line of many texts is a list of names: data, of which no case holds every member
    if (changes.size() <= MOST_TEXTS) {
      out.addAll(changes);
    }
  }

  /** Whether what a pattern matches ends there. */
  private static boolean endsWith(Pattern pattern, String line, int end) {
    Matcher found = pattern.matcher(line).region(0, end);
    while (found.find()) {
      if (found.end() == end) {
        return true;
      }
    }
    return false;
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

  String file() {
    return policy.file();
  }

  String source() {
    return String.join("\n", lines) + "\n";
  }

  /** What the mutant is, wherever in its file it stands. */
  String name() {
    String what = kind == Kind.RULE ? "(rule removed)" : after.isEmpty() ? "(removed)" : after;
    return file() + ": " + before + "  ->  " + what;
  }
}

package dev.bulkhead.rego.builtins;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Regular expressions of RE2: linear in the text, whatever the pattern. */
final class Regexes {
  private Regexes() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("regex.is_valid", 1, Regexes::isValid),
        Declaration.pure("regex.match", 2, Regexes::matches),
        Declaration.pure("re_match", 2, Regexes::matches),
        Declaration.pure("regex.split", 2, Regexes::split),
        Declaration.pure("regex.replace", 3, Regexes::replace),
        Declaration.pure("regex.find_n", 3, Regexes::find),
        Declaration.pure("regex.find_all_string_submatch_n", 3, Regexes::submatches),
        Declaration.pure("regex.template_match", 4, Regexes::matchesTemplate),
        Declaration.pure("regex.globs_match", 2, GlobIntersection::match));
  }

  private static Pattern pattern(BuiltinContext context, String text) throws BuiltinException {
    try {
      return Patterns.of(context, text, 0);
    } catch (PatternSyntaxException e) {
      throw Args.error(
          "error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`");
    }
  }

  private static Value isValid(BuiltinContext context, Value[] args) {
    if (!(args[0] instanceof StringValue s)) {
      return BooleanValue.FALSE;
    }
    try {
      pattern(context, s.value());
      return BooleanValue.TRUE;
    } catch (BuiltinException e) {
      return BooleanValue.FALSE;
    }
  }

  private static Value matches(BuiltinContext context, Value[] args) throws BuiltinException {
    String pattern = Args.string(args, 0);
    String text = Args.string(args, 1);
    return BooleanValue.of(Patterns.matcher(context, pattern(context, pattern), text).find());
  }

  /** A match: the bounds of the whole and of each group, -1 where a group took no part. */
  private static final class Match {
    private final int[] bounds;

    Match(Matcher matcher) {
      bounds = new int[2 * (matcher.groupCount() + 1)];
      for (int i = 0; i <= matcher.groupCount(); i++) {
        bounds[2 * i] = matcher.start(i);
        bounds[2 * i + 1] = matcher.end(i);
      }
    }

    int start() {
      return bounds[0];
    }

    int end() {
      return bounds[1];
    }

    Value whole(String text) {
      return StringValue.of(group(text, 0));
    }

    /** What matched, and what each group did. */
    Value groups(String text) {
      var out = new ArrayList<Value>();
      for (int i = 0; 2 * i < bounds.length; i++) {
        out.add(StringValue.of(group(text, i)));
      }
      return ArrayValue.of(out);
    }

    private String group(String text, int i) {
      return bounds[2 * i] < 0 ? "" : text.substring(bounds[2 * i], bounds[2 * i + 1]);
    }
  }

  /** As Go finds them: no empty match right behind another match. */
  private static List<Match> matches(
      BuiltinContext context, Pattern pattern, String text, long most) throws BuiltinException {
    var out = new ArrayList<Match>();
    Matcher matcher = Patterns.matcher(context, pattern, text);
    int end = -1;
    while ((most < 0 || out.size() < most) && matcher.find()) {
      if (matcher.end() > matcher.start() || matcher.start() != end) {
        out.add(new Match(matcher));
      }
      end = matcher.end();
    }
    return out;
  }

  private static Value split(BuiltinContext context, Value[] args) throws BuiltinException {
    String regex = Args.string(args, 0);
    String text = Args.string(args, 1);
    Pattern pattern = pattern(context, regex);
    if (!regex.isEmpty() && text.isEmpty()) {
      return ArrayValue.of(StringValue.of(""));
    }
    var out = new ArrayList<Value>();
    int from = 0;
    int end = 0;
    for (Match match : matches(context, pattern, text, -1)) {
      end = match.start();
      if (match.end() != 0) {
        out.add(StringValue.of(text.substring(from, end)));
      }
      from = match.end();
    }
    if (end != text.length()) {
      out.add(StringValue.of(text.substring(from)));
    }
    return ArrayValue.of(out);
  }

  private static Value find(BuiltinContext context, Value[] args) throws BuiltinException {
    return each(context, args, Match::whole);
  }

  private static Value submatches(BuiltinContext context, Value[] args) throws BuiltinException {
    return each(context, args, Match::groups);
  }

  private static Value each(
      BuiltinContext context, Value[] args, BiFunction<Match, String, Value> result)
      throws BuiltinException {
    String regex = Args.string(args, 0);
    String text = Args.string(args, 1);
    long most = Args.integer(args, 2);
    var out = new ArrayList<Value>();
    for (Match match : matches(context, pattern(context, regex), text, most)) {
      out.add(result.apply(match, text));
    }
    return ArrayValue.of(out);
  }

  private static Value replace(BuiltinContext context, Value[] args) throws BuiltinException {
    String text = Args.string(args, 0);
    Pattern pattern = pattern(context, Args.string(args, 1));
    String replacement = Args.string(args, 2);
    var out = new StringBuilder();
    int from = 0;
    for (Match match : matches(context, pattern, text, -1)) {
      out.append(text, from, match.start());
      expand(replacement, pattern, match, text, out);
      Args.checkLength(out.length());
      context.checkBudget(replacement.length());
      from = match.end();
    }
    return StringValue.of(out.append(text, from, text.length()).toString());
  }

  /**
   * Puts groups in the place of {@code $1}, {@code $name} and <code>${name}</code>; a name without
   * braces is as long as it can be, and a group that is not there is empty.
   */
  private static void expand(
      String template, Pattern pattern, Match match, String text, StringBuilder out) {
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at++);
      if (c != '$') {
        out.append(c);
      } else if (at < template.length() && template.charAt(at) == '$') {
        out.append('$');
        at++;
      } else {
        boolean braces = at < template.length() && template.charAt(at) == '{';
        int start = braces ? at + 1 : at;
        int end = start;
        while (end < template.length() && isWordPart(template.charAt(end))) {
          end++;
        }
        boolean sound =
            end > start && (!braces || (end < template.length() && template.charAt(end) == '}'));
        if (sound) {
          out.append(group(template.substring(start, end), pattern, match, text));
          at = braces ? end + 1 : end;
        } else {
          out.append('$');
        }
      }
    }
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static String group(String name, Pattern pattern, Match match, String text) {
    boolean number = name.length() < 10 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    Integer index =
        !number
            ? pattern.namedGroups().get(name)
            : name.length() > 1 && name.charAt(0) == '0' ? null : Integer.valueOf(name);
    return index == null || 2 * index >= match.bounds.length ? "" : match.group(text, index);
  }

  /** Between the delimiters stand regular expressions, outside them plain text. */
  private static Value matchesTemplate(BuiltinContext context, Value[] args)
      throws BuiltinException {
    String template = Args.string(args, 0);
    String text = Args.string(args, 1);
    String start = Args.string(args, 2);
    String end = Args.string(args, 3);
    checkDelimiter("start", start, start);
    checkDelimiter("end", end, start);
    var regex = new StringBuilder("^");
    int depth = 0;
    int from = 0;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == start.charAt(0)) {
        if (++depth == 1) {
          regex.append(Pattern.quote(template.substring(from, i))).append('(');
          from = i + 1;
        }
      } else if (c == end.charAt(0)) {
        if (--depth == 0) {
          String part = template.substring(from, i);
          pattern(context, "^" + part + "$");
          regex.append(part).append(')');
          from = i + 1;
        } else if (depth < 0) {
          throw Args.error("unbalanced braces in " + Args.quote(template));
        }
      }
    }
    if (depth != 0) {
      throw Args.error("unbalanced braces in " + Args.quote(template));
    }
    regex.append(Pattern.quote(template.substring(from))).append('$');
    return BooleanValue.of(
        Patterns.matcher(context, pattern(context, regex.toString()), text).find());
  }

  private static void checkDelimiter(String which, String delimiter, String start)
      throws BuiltinException {
    if (delimiter.getBytes(StandardCharsets.UTF_8).length != 1) {
      throw Args.error(
          which
              + " delimiter has to be exactly one character long but is "
              + start.getBytes(StandardCharsets.UTF_8).length
              + " long");
    }
  }
}

package dev.bulkhead.rego.builtins;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Regular expressions of RE2: linear in the text, whatever the pattern. */
final class Regexes {
  private Regexes() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("regex.is_valid", 1, (c, a) -> isValid(c, a)),
        Declaration.pure(
            "regex.match",
            2,
            (c, a) ->
                BooleanValue.of(pattern(c, Args.string(a, 0)).matcher(Args.string(a, 1)).find())),
        Declaration.pure("regex.split", 2, (c, a) -> split(c, a)),
        Declaration.pure("regex.find_n", 3, (c, a) -> find(c, a)),
        Declaration.pure("regex.find_all_string_submatch_n", 3, (c, a) -> submatches(c, a)));
  }

  /** Compiled once for each evaluation. */
  private static Pattern pattern(BuiltinContext context, String text) throws BuiltinException {
    record Key(String text) {}
    try {
      return context.memo(new Key(text), () -> Pattern.compile(text));
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

  private static Value split(BuiltinContext context, Value[] args) throws BuiltinException {
    Matcher matcher = pattern(context, Args.string(args, 0)).matcher(Args.string(args, 1));
    String text = Args.string(args, 1);
    var out = new ArrayList<Value>();
    int from = 0;
    while (matcher.find()) {
      boolean emptyAtEdge =
          matcher.end() == matcher.start()
              && (matcher.start() == 0 || matcher.start() == text.length());
      if (!emptyAtEdge) {
        out.add(StringValue.of(text.substring(from, matcher.start())));
        from = matcher.end();
      }
    }
    out.add(StringValue.of(text.substring(from)));
    return ArrayValue.of(out);
  }

  private static Value find(BuiltinContext context, Value[] args) throws BuiltinException {
    Matcher matcher = pattern(context, Args.string(args, 0)).matcher(Args.string(args, 1));
    long most = Args.integer(args, 2);
    var out = new ArrayList<Value>();
    while ((most < 0 || out.size() < most) && matcher.find()) {
      out.add(StringValue.of(matcher.group()));
    }
    return ArrayValue.of(out);
  }

  private static Value submatches(BuiltinContext context, Value[] args) throws BuiltinException {
    Matcher matcher = pattern(context, Args.string(args, 0)).matcher(Args.string(args, 1));
    long most = Args.integer(args, 2);
    var out = new ArrayList<Value>();
    while ((most < 0 || out.size() < most) && matcher.find()) {
      var groups = new ArrayList<Value>();
      for (int i = 0; i <= matcher.groupCount(); i++) {
        String group = matcher.group(i);
        groups.add(StringValue.of(group == null ? "" : group));
      }
      out.add(ArrayValue.of(groups));
    }
    return ArrayValue.of(out);
  }
}

package dev.bulkhead.rego.builtins;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;

/** Globs: {@code glob.match} and what belongs to it. */
final class Globs {
  private static final String SPECIAL = "*?\\[]{}";

  private Globs() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("glob.match", 3, Globs::match),
        Declaration.pure("glob.quote_meta", 1, (c, a) -> StringValue.of(quote(Args.string(a, 0)))));
  }

  private static Value match(BuiltinContext context, Value[] args) throws BuiltinException {
    String glob = Args.string(args, 0);
    String separators = separators(args);
    String text = Args.string(args, 2);
    String regex = new GlobReader(glob, separators).regex();
    try {
      return BooleanValue.of(
          Patterns.matcher(context, Patterns.of(context, regex, Pattern.DOTALL), text).matches());
    } catch (PatternSyntaxException e) {
      throw Args.error("glob: pattern too large");
    }
  }

  /** Null means none, an empty array the dot. */
  private static String separators(Value[] args) throws BuiltinException {
    if (args[1] == NullValue.NULL) {
      return "";
    }
    if (!(args[1] instanceof ArrayValue array)) {
      throw Args.type(2, "one of {array, null}", args[1]);
    }
    var out = new StringBuilder();
    for (Value item : array) {
      if (!(item instanceof StringValue s)) {
        throw Args.element(2, array, item, "string");
      }
      if (s.value().codePointCount(0, s.value().length()) != 1) {
        throw Args.element(2, array, item, "rune");
      }
      out.append(s.value());
    }
    return out.isEmpty() ? "." : out.toString();
  }

  private static String quote(String text) {
    var out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      if (SPECIAL.indexOf(text.charAt(i)) >= 0) {
        out.append('\\');
      }
      out.append(text.charAt(i));
    }
    return out.toString();
  }
}

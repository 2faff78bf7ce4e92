package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** Strings. Positions and lengths count code points, as OPA's. */
final class Strings {
  private Strings() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("concat", 2, (c, a) -> concat(a)),
        Declaration.pure("contains", 2, (c, a) -> test(a, String::contains)),
        Declaration.pure("startswith", 2, (c, a) -> test(a, String::startsWith)),
        Declaration.pure("endswith", 2, (c, a) -> test(a, String::endsWith)),
        Declaration.pure("lower", 1, (c, a) -> lower(Args.string(a, 0))),
        Declaration.pure("upper", 1, (c, a) -> upper(Args.string(a, 0))),
        Declaration.pure("indexof", 2, (c, a) -> indexOf(a)),
        Declaration.pure("indexof_n", 2, (c, a) -> indexesOf(a)),
        Declaration.pure("substring", 3, (c, a) -> substring(a)),
        Declaration.pure("split", 2, (c, a) -> split(Args.string(a, 0), Args.string(a, 1))),
        Declaration.pure("replace", 3, (c, a) -> replace(a)),
        Declaration.pure("strings.replace_n", 2, (c, a) -> replaceAll(a)),
        Declaration.pure("strings.reverse", 1, (c, a) -> of(reverse(Args.string(a, 0)))),
        Declaration.pure(
            "strings.count",
            2,
            (c, a) -> NumberValue.of(occurrences(Args.string(a, 0), Args.string(a, 1)))),
        Declaration.pure("strings.any_prefix_match", 2, (c, a) -> anyMatch(a, s -> s)),
        Declaration.pure("strings.any_suffix_match", 2, (c, a) -> anyMatch(a, Strings::reverse)),
        Declaration.pure("strings.split_n", 3, (c, a) -> splitN(a)),
        Declaration.pure("trim", 2, (c, a) -> of(trim(a, true, true))),
        Declaration.pure("trim_left", 2, (c, a) -> of(trim(a, true, false))),
        Declaration.pure("trim_right", 2, (c, a) -> of(trim(a, false, true))),
        Declaration.pure("trim_prefix", 2, (c, a) -> trimPrefix(a)),
        Declaration.pure("trim_suffix", 2, (c, a) -> trimSuffix(a)),
        Declaration.pure("trim_space", 1, (c, a) -> of(strip(Args.string(a, 0)))),
        Declaration.pure("format_int", 2, (c, a) -> formatInt(a)));
  }

  private static Value of(String s) {
    return StringValue.of(s);
  }

  private static Value test(Value[] args, BiPredicate<String, String> test)
      throws BuiltinException {
    return BooleanValue.of(test.test(Args.string(args, 0), Args.string(args, 1)));
  }

  private static Value concat(Value[] args) throws BuiltinException {
    String delimiter = args[0] instanceof StringValue d ? d.value() : "";
    var out = new StringBuilder();
    boolean first = true;
    for (Value item : Args.items(args, 1, "one of {set, array}")) {
      if (!(item instanceof StringValue s)) {
        throw Args.element(2, args[1], item, "string");
      }
      Args.checkLength((long) out.length() + delimiter.length() + s.value().length());
      out.append(first ? "" : delimiter).append(s.value());
      first = false;
    }
    Args.string(args, 0);
    return of(out.toString());
  }

  private static Value indexOf(Value[] args) throws BuiltinException {
    String text = Args.string(args, 0);
    String sub = Args.string(args, 1);
    if (sub.isEmpty()) {
      throw Args.error("empty search character");
    }
    int at = text.indexOf(sub);
    return NumberValue.of(at < 0 ? -1 : text.codePointCount(0, at));
  }

  private static Value indexesOf(Value[] args) throws BuiltinException {
    String text = Args.string(args, 0);
    String sub = Args.string(args, 1);
    if (sub.isEmpty()) {
      throw Args.error("empty search character");
    }
    var out = new ArrayList<Value>();
    int points = 0;
    int counted = 0;
    for (int at = text.indexOf(sub); at >= 0; at = text.indexOf(sub, at + 1)) {
      points += text.codePointCount(counted, at);
      counted = at;
      out.add(NumberValue.of(points));
    }
    return ArrayValue.of(out);
  }

  private static Value substring(Value[] args) throws BuiltinException {
    String text = Args.string(args, 0);
    long offset = Args.integer(args, 1);
    long length = Args.integer(args, 2);
    if (offset < 0) {
      throw Args.error("negative offset");
    }
    int points = text.codePointCount(0, text.length());
    if (offset >= points) {
      return of("");
    }
    long end = length < 0 || length > points - offset ? points : offset + length;
    int from = text.offsetByCodePoints(0, (int) offset);
    return of(text.substring(from, text.offsetByCodePoints(from, (int) (end - offset))));
  }

  private static ArrayValue split(String text, String delimiter) {
    if (delimiter.isEmpty()) {
      var out = new ArrayList<Value>();
      text.codePoints().forEach(p -> out.add(of(Character.toString(p))));
      return ArrayValue.of(out);
    }
    var parts = new Value[(int) occurrences(text, delimiter) + 1];
    int from = 0;
    for (int i = 0; i < parts.length - 1; i++) {
      int at = text.indexOf(delimiter, from);
      parts[i] = of(text.substring(from, at));
      from = at + delimiter.length();
    }
    parts[parts.length - 1] = of(text.substring(from));
    return ArrayValue.of(parts);
  }

  private static Value replace(Value[] args) throws BuiltinException {
    String text = Args.string(args, 0);
    String from = Args.string(args, 1);
    String to = Args.string(args, 2);
    if (to.length() > from.length()) {
      long found = occurrences(text, from);
      Args.checkLength(text.length() + found * (to.length() - from.length()));
    }
    return of(text.replace(from, to));
  }

  /** Replaces in one pass; where several patterns fit, the first in the order of keys does. */
  private static Value replaceAll(Value[] args) throws BuiltinException {
    ObjectValue patterns = Args.object(args, 0);
    String text = Args.string(args, 1);
    var replacer = new Replacer();
    for (Value key : patterns.sortedKeys()) {
      if (!(key instanceof StringValue from)) {
        throw Args.operand(1, "non-string key found in pattern object");
      }
      if (!(patterns.get(key) instanceof StringValue to)) {
        throw Args.operand(1, "non-string value found in pattern object");
      }
      replacer.add(from.value(), to.value());
    }
    return of(replacer.replace(text));
  }

  private static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  /** An empty text stands before each character and at the end. */
  private static long occurrences(String text, String sub) {
    if (sub.isEmpty()) {
      return text.codePointCount(0, text.length()) + 1L;
    }
    long n = 0;
    for (int at = text.indexOf(sub); at >= 0; at = text.indexOf(sub, at + sub.length())) {
      n++;
    }
    return n;
  }

  private static List<String> oneOrMany(Value[] args, int i) throws BuiltinException {
    if (args[i] instanceof StringValue s) {
      return List.of(s.value());
    }
    if (!(args[i] instanceof ArrayValue) && !(args[i] instanceof SetValue)) {
      throw Args.type(i + 1, "one of {string, set, array}", args[i]);
    }
    var out = new ArrayList<String>();
    for (Value item : Args.items(args, i, "one of {string, set, array}")) {
      if (!(item instanceof StringValue s)) {
        throw Args.element(i + 1, args[i], item, "string");
      }
      out.add(s.value());
    }
    return out;
  }

  /** Among sorted texts those with a common beginning stand right behind that beginning. */
  private static Value anyMatch(Value[] args, UnaryOperator<String> direction)
      throws BuiltinException {
    var texts = new TreeSet<String>();
    oneOrMany(args, 0).forEach(t -> texts.add(direction.apply(t)));
    return BooleanValue.of(
        oneOrMany(args, 1).stream()
            .map(direction)
            .anyMatch(part -> {
              String next = texts.ceiling(part);
              return next != null && next.startsWith(part);
            }));
  }

  /** The first or, where the number is negative, the last parts. */
  private static Value splitN(Value[] args) throws BuiltinException {
    ArrayValue parts = split(Args.string(args, 0), Args.string(args, 1));
    long n = Args.integer(args, 2);
    var all = new ArrayList<Value>();
    parts.forEach(all::add);
    int size = all.size();
    return ArrayValue.of(
        n >= 0
            ? all.subList(0, (int) Math.min(n, size))
            : all.subList((int) Math.max(0, size + n), size));
  }

  private static Value lower(String text) {
    return of(isAscii(text) ? text.toLowerCase(Locale.ROOT) : map(text, Character::toLowerCase));
  }

  private static Value upper(String text) {
    return of(isAscii(text) ? text.toUpperCase(Locale.ROOT) : map(text, Character::toUpperCase));
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Character by character, as Go does: no character becomes two. */
  private static String map(String text, IntUnaryOperator mapping) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      out.appendCodePoint(mapping.applyAsInt(text.codePointAt(i)));
    }
    return out.toString();
  }

  /** Unicode's white space, which is not quite what Java strips. */
  private static boolean isSpace(int c) {
    return c == ' '
        || (c >= '\t' && c <= '\r')
        || c == 0x85
        || Character.getType(c) == Character.SPACE_SEPARATOR
        || c == 0x2028
        || c == 0x2029;
  }

  private static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static String trim(Value[] args, boolean left, boolean right) throws BuiltinException {
    String text = Args.string(args, 0);
    String cutset = Args.string(args, 1);
    int from = 0;
    int to = text.length();
    while (left && from < to && cutset.indexOf(text.codePointAt(from)) >= 0) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (right && to > from && cutset.indexOf(text.codePointBefore(to)) >= 0) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  private static Value trimPrefix(Value[] args) throws BuiltinException {
    String text = Args.string(args, 0);
    String prefix = Args.string(args, 1);
    return of(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
  }

  private static Value trimSuffix(Value[] args) throws BuiltinException {
    String text = Args.string(args, 0);
    String suffix = Args.string(args, 1);
    return of(text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text);
  }

  private static Value formatInt(Value[] args) throws BuiltinException {
    NumberValue number = Args.number(args, 0);
    NumberValue radix = Args.number(args, 1);
    long base = radix.isLong() && !radix.isWrittenAsFraction() ? radix.longValue() : 0;
    if (base != 2 && base != 8 && base != 10 && base != 16) {
      throw Args.operand(2, "must be one of {2, 8, 10, 16}");
    }
    BigInteger whole =
        number.isWrittenAsFraction()
            ? BinaryFloat.of(number).truncated()
            : number.toBigDecimal().toBigInteger();
    return of(whole.toString((int) base));
  }
}

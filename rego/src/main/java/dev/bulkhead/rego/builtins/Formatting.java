package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/** {@code sprintf}, with the verbs of Go's fmt package that make sense for values. */
final class Formatting {
  private Formatting() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure(
            "sprintf", 2, (c, a) -> StringValue.of(format(Args.string(a, 0), Args.array(a, 1)))));
  }

  /** The flags, width and precision of a verb. */
  private record Spec(
      boolean left, boolean zero, boolean plus, boolean sharp, int width, int precision) {}

  private static String format(String format, ArrayValue args) {
    var out = new StringBuilder(format.length() + 16);
    int next = 0;
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i++);
      if (c != '%') {
        out.append(c);
        continue;
      }
      if (i >= format.length()) {
        out.append("%!(NOVERB)");
        break;
      }
      boolean left = false;
      boolean zero = false;
      boolean plus = false;
      boolean sharp = false;
      while (i < format.length() && "-+0# ".indexOf(format.charAt(i)) >= 0) {
        switch (format.charAt(i++)) {
          case '-' -> left = true;
          case '0' -> zero = true;
          case '+' -> plus = true;
          default -> sharp = true;
        }
      }
      int width = 0;
      while (i < format.length() && Character.isDigit(format.charAt(i)) && width < 1_000_000) {
        width = width * 10 + format.charAt(i++) - '0';
      }
      int precision = -1;
      if (i < format.length() && format.charAt(i) == '.') {
        i++;
        precision = 0;
        while (i < format.length()
            && Character.isDigit(format.charAt(i))
            && precision < 1_000_000) {
          precision = precision * 10 + format.charAt(i++) - '0';
        }
      }
      if (i >= format.length()) {
        out.append("%!(NOVERB)");
        break;
      }
      int verb = format.codePointAt(i);
      i += Character.charCount(verb);
      if (verb == '%') {
        out.append('%');
      } else if (next >= args.size()) {
        out.append("%!").appendCodePoint(verb).append("(MISSING)");
      } else {
        var spec = new Spec(left, zero && !left, plus, sharp, width, precision);
        out.append(pad(verb(verb, args.get(next++), spec), spec));
      }
    }
    if (next < args.size()) {
      out.append("%!(EXTRA ");
      for (int k = next; k < args.size(); k++) {
        Value extra = args.get(k);
        out.append(k > next ? ", " : "").append(goType(extra)).append('=').append(plain(extra));
      }
      out.append(')');
    }
    return out.toString();
  }

  private static String pad(String text, Spec spec) {
    int missing = spec.width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    if (spec.left) {
      return text + " ".repeat(missing);
    }
    if (spec.zero) {
      boolean signed = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
      return signed
          ? text.charAt(0) + "0".repeat(missing) + text.substring(1)
          : "0".repeat(missing) + text;
    }
    return " ".repeat(missing) + text;
  }

  private static String verb(int verb, Value value, Spec spec) {
    return switch (verb) {
      case 'v' -> sign(plain(value), value, spec);
      case 's' ->
          value instanceof NumberValue || value instanceof BooleanValue
              ? bad(verb, value)
              : cut(plain(value), spec);
      case 'q' ->
          value instanceof StringValue s
              ? StringValue.of(cut(s.value(), spec)).toString()
              : value instanceof NumberValue
                  ? bad(verb, value)
                  : StringValue.of(value.toString()).toString();
      case 'd' -> integer(value, 10, verb, spec);
      case 'b' -> integer(value, 2, verb, spec);
      case 'o' -> integer(value, 8, verb, spec);
      case 'x' -> hex(value, verb, spec);
      case 'X' -> hex(value, verb, spec).toUpperCase(Locale.ROOT);
      case 'f', 'F', 'e', 'E', 'g', 'G' -> decimal(value, verb, spec);
      case 't' -> value instanceof BooleanValue ? value.toString() : bad(verb, value);
      case 'T' -> goType(value);
      case 'c' ->
          value instanceof NumberValue n
                  && n.isLong()
                  && Character.isValidCodePoint((int) n.longValue())
              ? Character.toString((int) n.longValue())
              : bad(verb, value);
      default -> bad(verb, value);
    };
  }

  private static String cut(String text, Spec spec) {
    int length = text.codePointCount(0, text.length());
    return spec.precision < 0 || spec.precision >= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, spec.precision));
  }

  private static String plain(Value value) {
    return value instanceof StringValue s ? s.value() : value.toString();
  }

  private static String sign(String text, Value value, Spec spec) {
    return spec.plus && value instanceof NumberValue n && n.toBigDecimal().signum() >= 0
        ? "+" + text
        : text;
  }

  private static String goType(Value value) {
    return switch (value) {
      case NumberValue n when n.isLong() -> "int";
      case NumberValue n -> "float64";
      default -> "string";
    };
  }

  private static String bad(int verb, Value value) {
    return "%!" + Character.toString(verb) + "(" + goType(value) + "=" + plain(value) + ")";
  }

  private static String integer(Value value, int base, int verb, Spec spec) {
    if (!(value instanceof NumberValue n) || !n.isInteger()) {
      return bad(verb, value);
    }
    BigInteger whole = n.toBigDecimal().toBigInteger();
    return sign(whole.toString(base), value, spec);
  }

  private static String hex(Value value, int verb, Spec spec) {
    if (value instanceof NumberValue) {
      String digits = integer(value, 16, verb, spec);
      return spec.sharp && !digits.startsWith("%") ? "0x" + digits : digits;
    }
    var out = new StringBuilder();
    for (byte b : plain(value).getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      out.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return out.toString();
  }

  private static String decimal(Value value, int verb, Spec spec) {
    if (!(value instanceof NumberValue n) || n.isLong()) {
      return bad(verb, value);
    }
    int precision = spec.precision < 0 ? 6 : Math.min(spec.precision, 1_000);
    double d = n.toBigDecimal().doubleValue();
    String text =
        switch (verb) {
          case 'f', 'F' ->
              n.toBigDecimal()
                  .setScale(precision, java.math.RoundingMode.HALF_EVEN)
                  .toPlainString();
          case 'e', 'E' -> String.format(Locale.ROOT, "%." + precision + (char) verb, d);
          default -> n.toString();
        };
    return sign(text, value, spec);
  }
}

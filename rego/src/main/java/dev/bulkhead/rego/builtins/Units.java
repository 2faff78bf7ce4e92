package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Amounts with units: of anything ({@code units.parse}), and of bytes. */
final class Units {
  private static final int MAX_EXPONENT_DIGITS = 6;

  /** What OPA shows of a product of fractions. */
  private static final int SHOWN_DIGITS = 10;

  private static final String PREFIXES = "kmgtpe";

  private Units() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("units.parse", 1, (c, a) -> parse(Args.string(a, 0))),
        Declaration.pure("units.parse_bytes", 1, (c, a) -> parseBytes(Args.string(a, 0))));
  }

  private record Amount(String number, String unit) {}

  private static Value parse(String text) throws BuiltinException {
    Amount amount = amount("units.parse", "no amount provided", text.replace("\"", ""));
    String unit =
        amount.unit.length() > 1
            ? amount.unit.charAt(0) + amount.unit.substring(1).toLowerCase(Locale.ROOT)
            : amount.unit;
    NumberValue whole = whole(amount.number, factor(unit));
    if (whole != null) {
      return whole;
    }
    BigDecimal factor = unit.equals("m") ? milli() : BigDecimal.valueOf(factor(unit));
    if (factor.signum() == 0) {
      throw Args.error("units.parse: unit " + unit + " not recognized");
    }
    BigDecimal product = number("units.parse", "amount", amount.number).multiply(factor);
    return product.stripTrailingZeros().scale() <= 0
        ? NumberValue.of(product)
        : NumberValue.written(product.setScale(SHOWN_DIGITS, RoundingMode.HALF_UP).toPlainString());
  }

  /** Of the letters only the case of m matters, milli and mega; 0 where it is no whole unit. */
  private static long factor(String unit) {
    if (unit.isEmpty()) {
      return 1;
    }
    int power = unit.equals("m") ? 0 : PREFIXES.indexOf(Character.toLowerCase(unit.charAt(0))) + 1;
    boolean binary = unit.length() == 2 && unit.charAt(1) == 'i';
    if (power == 0 || (unit.length() > 1 && !binary)) {
      return 0;
    }
    long base = binary ? 1024 : 1000;
    long factor = 1;
    for (int i = 0; i < power; i++) {
      factor *= base; // the largest is 1024 to the power of 6, 2 to the power of 60
    }
    return factor;
  }

  /** The product where both are whole and it fits a long, as nearly always; null otherwise. */
  private static @Nullable NumberValue whole(String number, long factor) {
    NumberValue digits = factor == 0 ? null : NumberValue.ofDigits(number);
    if (digits == null) {
      return null;
    }
    long product = digits.longValue() * factor;
    return Math.multiplyHigh(digits.longValue(), factor) == product >> 63
        ? NumberValue.of(product)
        : null;
  }

  private static Value parseBytes(String text) throws BuiltinException {
    Amount amount =
        amount(
            "units.parse_bytes",
            "no byte amount provided",
            text.toLowerCase(Locale.ROOT).replace("\"", ""));
    String unit =
        amount.unit.length() > 1 && amount.unit.endsWith("b")
            ? amount.unit.substring(0, amount.unit.length() - 1)
            : amount.unit;
    long factor = unit.equals("m") ? 1_000_000 : factor(unit);
    if (factor == 0) {
      throw Args.error("units.parse_bytes: byte unit " + amount.unit + " not recognized");
    }
    NumberValue whole = whole(amount.number, factor);
    if (whole != null) {
      return whole;
    }
    BinaryFloat number =
        BinaryFloat.of(NumberValue.of(number("units.parse_bytes", "byte amount", amount.number)));
    BigInteger bytes = number.times(BinaryFloat.of(NumberValue.of(factor))).truncated();
    return NumberValue.of(bytes);
  }

  private static BigDecimal number(String name, String what, String text) throws BuiltinException {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw Args.error(name + ": could not parse " + what + " to a number");
    }
  }

  private static Amount amount(String name, String none, String text) throws BuiltinException {
    if (text.indexOf(' ') >= 0) {
      throw Args.error(name + ": spaces not allowed in resource strings");
    }
    int end = endOfNumber(name, text);
    if (end == 0) {
      throw Args.error(name + ": " + none);
    }
    return new Amount(text.substring(0, end), text.substring(end));
  }

  /** An E behind the digits is an exponent where digits or a sign follow, else a unit. */
  private static int endOfNumber(String name, String text) throws BuiltinException {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == 'e' || c == 'E') {
        char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        if (!isDigit(next) && next != '+' && next != '-') {
          return i;
        }
        int start = next == '+' || next == '-' ? i + 2 : i + 1;
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
          end++;
        }
        if (end - start > MAX_EXPONENT_DIGITS) {
          throw Args.error(name + ": exponent too large");
        }
        i = start;
      } else if (isDigit(c) || c == '.' || c == '+' || c == '-') {
        i++;
      } else {
        return i;
      }
    }
    return i;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /**
   * OPA multiplies with the floating-point number nearest to 0.001. No constant, because Java's
   * BigDecimal takes 10 ms to initialise, which most runs can do without.
   */
  private static BigDecimal milli() {
    return BinaryFloat.of(NumberValue.written("0.001"), BinaryFloat.DOUBLE).exact();
  }
}

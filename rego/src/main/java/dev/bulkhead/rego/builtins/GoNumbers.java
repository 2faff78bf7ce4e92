package dev.bulkhead.rego.builtins;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Writes numbers as the verbs of Go's formats say. */
final class GoNumbers {
  private static final int MANTISSA_BITS = 52;
  private static final int HEX_DIGITS = MANTISSA_BITS / 4;

  private GoNumbers() {}

  /**
   * Appends a whole number.
   *
   * @param base negative for capitals
   * @param sign before numbers that are not negative
   */
  static void integer(
      BigInteger value, int base, String sign, String prefix, GoFlags flags, StringBuilder out) {
    String digits = value.abs().toString(Math.abs(base));
    String start = value.signum() < 0 ? "-" : sign;
    if (flags.precision == 0 && value.signum() == 0) {
      flags.pad("", false, out);
      return;
    }
    int wanted =
        flags.precision >= 0
            ? flags.precision
            : flags.zero && !flags.left ? flags.width - start.length() : 0;
    String zeros = "0".repeat(Math.max(0, wanted - digits.length()));
    String number = zeros + (base < 0 ? digits.toUpperCase(Locale.ROOT) : digits);
    boolean enough = prefix.endsWith("0") && number.startsWith("0");
    String shown = enough ? prefix.substring(0, prefix.length() - 1) : prefix;
    flags.pad(start + shown + number, false, out);
  }

  /**
   * Appends a fraction.
   *
   * @param precision -1 for as many digits as tell the number from others
   */
  static void fraction(double value, int verb, int precision, GoFlags flags, StringBuilder out) {
    String digits = digits(Math.abs(value), verb, precision);
    if (flags.sharp && verb != 'b') {
      digits = withPoint(digits, verb, precision);
    }
    boolean negative = value < 0 || (value == 0 && 1 / value < 0);
    String sign = negative ? "-" : flags.sign();
    int missing = flags.width - sign.length() - digits.length();
    if (flags.zero && !flags.left && !sign.isEmpty() && missing > 0) {
      out.append(sign).repeat('0', missing).append(digits);
    } else {
      flags.pad(sign + digits, out);
    }
  }

  private static String digits(double value, int verb, int precision) {
    return switch (verb) {
      case 'f', 'F' ->
          new BigDecimal(value).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
      case 'e' -> scientific(value, precision);
      case 'E' -> scientific(value, precision).toUpperCase(Locale.ROOT);
      case 'g' -> general(value, precision);
      case 'G' -> general(value, precision).toUpperCase(Locale.ROOT);
      case 'b' -> binary(value);
      case 'x' -> hexadecimal(value, precision);
      default -> hexadecimal(value, precision).toUpperCase(Locale.ROOT);
    };
  }

  private static BigDecimal shortest(double value) {
    BigDecimal oneDigit = new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_EVEN));
    return oneDigit.doubleValue() == value // Java writes at least two digits
        ? oneDigit
        : new BigDecimal(Double.toString(value)).stripTrailingZeros();
  }

  /** The exponent of the first digit. */
  private static int exponent(BigDecimal value) {
    return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
  }

  private static String scientific(double value, int precision) {
    return scientific(
        new BigDecimal(value).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN)),
        precision);
  }

  private static String scientific(BigDecimal rounded, int precision) {
    String digits = rounded.unscaledValue().toString();
    String fraction =
        digits.substring(1) + "0".repeat(Math.max(0, precision + 1 - digits.length()));
    int exponent = exponent(rounded);
    return digits.charAt(0)
        + (precision == 0 ? "" : "." + fraction.substring(0, precision))
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  /** With an exponent where it is below -4 or has no place among the digits. */
  private static String general(double value, int precision) {
    int wanted = precision == 0 ? 1 : precision;
    BigDecimal rounded =
        wanted < 0
            ? shortest(value)
            : new BigDecimal(value)
                .round(new MathContext(wanted, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
    int digits = rounded.signum() == 0 ? 1 : rounded.precision();
    int exponent = exponent(rounded);
    int limit = wanted < 0 ? 6 : wanted > digits && digits > exponent ? digits : wanted;
    if (rounded.signum() != 0 && (exponent < -4 || exponent >= limit)) {
      return scientific(rounded, digits - 1);
    }
    return rounded.toPlainString();
  }

  private static String binary(double value) {
    long bits = Double.doubleToLongBits(value);
    int exponent = (int) (bits >> MANTISSA_BITS);
    long mantissa = bits & ((1L << MANTISSA_BITS) - 1);
    if (exponent == 0) {
      exponent = 1;
    } else {
      mantissa |= 1L << MANTISSA_BITS;
    }
    int power = exponent - 1023 - MANTISSA_BITS;
    return mantissa + (power < 0 ? "p-" : "p+") + Math.abs(power);
  }

  private static String hexadecimal(double value, int precision) {
    long mantissa = 0;
    int exponent = 0;
    if (value != 0) {
      exponent = Math.getExponent(value);
      long bits = Double.doubleToLongBits(value) & ((1L << MANTISSA_BITS) - 1);
      if (exponent < Double.MIN_EXPONENT) {
        int shift = Long.numberOfLeadingZeros(bits) - (Long.SIZE - MANTISSA_BITS - 1);
        mantissa = bits << shift;
        exponent = Double.MIN_EXPONENT - shift;
      } else {
        mantissa = bits | (1L << MANTISSA_BITS);
      }
    }
    if (precision >= 0 && precision < HEX_DIGITS) {
      int drop = 4 * (HEX_DIGITS - precision);
      long half = 1L << (drop - 1);
      long rest = mantissa & ((1L << drop) - 1);
      mantissa >>= drop;
      if (rest > half || (rest == half && (mantissa & 1) == 1)) {
        mantissa++;
      }
      mantissa <<= drop;
      if (mantissa >>> MANTISSA_BITS > 1) {
        mantissa >>= 1;
        exponent++;
      }
    }
    String all = String.format("%014x", mantissa);
    String fraction = all.substring(1) + "0".repeat(Math.max(0, precision - HEX_DIGITS));
    int length = precision;
    if (precision < 0) {
      length = fraction.length();
      while (length > 0 && fraction.charAt(length - 1) == '0') {
        length--;
      }
    }
    return "0x"
        + all.charAt(0)
        + (length == 0 ? "" : "." + fraction.substring(0, length))
        + (exponent < 0 ? "p-" : "p+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  /** The flag {@code #}: always a point, and for %g the zeros at the end. */
  private static String withPoint(String number, int verb, int precision) {
    boolean general = verb == 'g' || verb == 'G' || verb == 'x';
    int missing = general ? precision < 0 ? 6 : precision : 0;
    int end = 0;
    boolean started = false;
    boolean hex = verb == 'x' || verb == 'X';
    while (end < number.length()) {
      char c = number.charAt(end);
      if (c == 'p' || c == 'P' || (!hex && (c == 'e' || c == 'E'))) {
        break;
      }
      started |= c != '0' && c != '.';
      missing -= started && c != '.' ? 1 : 0;
      end++;
    }
    String head = number.substring(0, end);
    if (head.equals("0")) {
      missing--;
    }
    return head
        + (head.indexOf('.') < 0 ? "." : "")
        + "0".repeat(Math.max(0, missing))
        + number.substring(end);
  }
}

package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Type;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Plain scalars as Kubernetes reads them: its YAML library (sigs.k8s.io/yaml over go-yaml v2)
 * follows YAML 1.1 for booleans and integers. Booleans become {@code true} and {@code false},
 * integers decimal, so that {@code yes} and {@code 0644} mean here what they mean there. Told
 * without regular expressions.
 */
final class YamlScalars {
  private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private YamlScalars() {}

  /** The scalar that a plain text is. */
  static Scalar plain(Span span, String text) {
    if (text.isEmpty()) {
      return new Scalar(span, text, Type.NULL);
    }
    return switch (text.charAt(0)) {
      case '~', 'n', 'N', 't', 'T', 'f', 'F', 'y', 'Y', 'o', 'O' -> word(span, text);
      case '-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(span, text);
      default -> new Scalar(span, text, Type.STRING);
    };
  }

  private static Scalar word(Span span, String text) {
    return switch (text) {
      case "~", "null", "Null", "NULL" -> new Scalar(span, text, Type.NULL);
      case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" ->
          new Scalar(span, "true", Type.BOOLEAN);
      case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" ->
          new Scalar(span, "false", Type.BOOLEAN);
      default -> new Scalar(span, text, Type.STRING);
    };
  }

  /** Infinities and NaN stay strings: they have no place in the JSON that Kubernetes makes. */
  private static Scalar number(Span span, String text) {
    String plain = text.indexOf('_') < 0 ? text : text.replace("_", "");
    String integer = integer(plain);
    if (integer != null) {
      return new Scalar(span, integer, Type.INTEGER);
    }
    return isDecimal(plain)
        ? new Scalar(span, plain, Type.DECIMAL)
        : new Scalar(span, text, Type.STRING);
  }

  /** In decimal; null where the text is no integer of 64 bits. */
  private static @Nullable String integer(String text) {
    int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    int radix = 10;
    int digits = start;
    if (text.length() > start + 1 && text.charAt(start) == '0') {
      char mark = Character.toLowerCase(text.charAt(start + 1));
      radix = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
      digits = Character.isLetter(mark) ? start + 2 : start + 1;
      if (Character.isLetter(mark) && mark != 'x' && mark != 'b' && mark != 'o') {
        return null;
      }
    }
    // 64 bits have 64 binary digits; a longer text need not be turned into a number
    if (digits >= text.length() || text.length() - digits > 70) {
      return null;
    }
    for (int i = digits; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 'f' || Character.digit(c, radix) < 0) {
        return null;
      }
    }
    if (radix == 10 && start == 0 && text.length() < 19) {
      return text;
    }
    var value = new BigInteger(text.substring(digits), radix);
    BigInteger signed = text.charAt(0) == '-' ? value.negate() : value;
    return signed.compareTo(SMALLEST) >= 0 && signed.compareTo(LARGEST) <= 0
        ? signed.toString()
        : null;
  }

  private static boolean isDecimal(String text) {
    int i = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    int digits = 0;
    boolean point = false;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.' && !point) {
        point = true;
      } else {
        return (c == 'e' || c == 'E') && digits > 0 && isExponent(text, i + 1);
      }
    }
    return digits > 0;
  }

  private static boolean isExponent(String text, int from) {
    int i = from;
    if (i < text.length() && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
      i++;
    }
    int first = i;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i > first && i == text.length();
  }
}

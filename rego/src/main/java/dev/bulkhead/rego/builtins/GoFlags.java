package dev.bulkhead.rego.builtins;

/** The flags, width and precision of one verb of a format. */
final class GoFlags {
  boolean left;
  boolean zero;
  boolean plus;
  boolean sharp;
  boolean space;

  /** {@code %#v}: values as Go source shows them. */
  boolean source;

  /** {@code %+v}, which means nothing to plain values but a sign to big integers. */
  boolean plusValue;

  int width;

  /** -1 where the format gives none. */
  int precision = -1;

  /** Takes a flag; whether the character is one. */
  boolean set(char c) {
    switch (c) {
      case '-' -> left = true;
      case '0' -> zero = true;
      case '+' -> plus = true;
      case '#' -> sharp = true;
      case ' ' -> space = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The verb {@code %v} has a meaning of its own for two flags. */
  void forValue() {
    source = sharp;
    sharp = false;
    plusValue = plus;
    plus = false;
  }

  /** Appends a text, filled up to the width. */
  void pad(String text, StringBuilder out) {
    pad(text, zero, out);
  }

  /** The same, with zeros only where {@code zeros} says so. */
  void pad(String text, boolean zeros, StringBuilder out) {
    int missing = Math.max(0, width - text.codePointCount(0, text.length()));
    if (left) {
      out.append(text).repeat(' ', missing);
    } else {
      out.repeat(zeros ? '0' : ' ', missing).append(text);
    }
  }

  /** The sign that a number which is not negative gets. */
  String sign() {
    return plus ? "+" : space ? " " : "";
  }
}

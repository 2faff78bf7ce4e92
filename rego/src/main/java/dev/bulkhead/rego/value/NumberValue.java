package dev.bulkhead.rego.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number: a long where it fits, an exact decimal beyond. Equal numbers are equal however they
 * were written; one that was written with a point or an exponent, as {@code 1.0}, prints as it was
 * written.
 */
public final class NumberValue implements Value {
  /** Decimal digits of 2 to the power of 100,000. */
  private static final long MAX_MAGNITUDE = 30_103;

  /** Every number of so many digits is a long. */
  private static final int SURE_DIGITS = 18;

  private static final NumberValue[] SMALL = new NumberValue[1152];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = new NumberValue(i - 128, null);
    }
  }

  private final long integer;
  private final @Nullable Decimal decimal;

  /**
   * A number that is no plain long.
   *
   * @param value without zeros at its end
   * @param isLong whether the value is whole and fits a long all the same
   * @param written what it was written as; null where it prints as OPA prints computed numbers
   */
  private record Decimal(BigDecimal value, boolean isLong, @Nullable String written) {}

  private NumberValue(long integer, @Nullable Decimal decimal) {
    this.integer = integer;
    this.decimal = decimal;
  }

  public static NumberValue of(long value) {
    return value >= -128 && value < 1024 ? SMALL[(int) value + 128] : new NumberValue(value, null);
  }

  public static NumberValue of(BigInteger value) {
    return value.bitLength() < 64
        ? of(value.longValue())
        : new NumberValue(0, new Decimal(new BigDecimal(value).stripTrailingZeros(), false, null));
  }

  /** The number with this exact value; whole numbers that fit become longs. */
  public static NumberValue of(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    if (plain.scale() <= 0 && plain.precision() - plain.scale() <= 19) {
      BigInteger whole = plain.toBigIntegerExact();
      if (whole.bitLength() < 64) {
        return of(whole.longValue());
      }
    }
    return new NumberValue(0, new Decimal(plain, false, null));
  }

  /**
   * The number that {@code text} says, which prints as that text.
   *
   * @throws NumberFormatException where it is no decimal number
   */
  public static NumberValue written(String text) {
    NumberValue digits = ofDigits(text);
    if (digits != null) {
      return digits;
    }
    BigDecimal value = new BigDecimal(text);
    if (text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
      return of(value);
    }
    NumberValue plain = of(value);
    return new NumberValue(
        plain.integer, new Decimal(value.stripTrailingZeros(), plain.isLong(), text));
  }

  /**
   * The number that a sign and a few digits say; null where there is anything else, or more than
   * fits a long for sure. Most numbers are such, and Java's BigDecimal takes 10 ms to initialise.
   */
  public static @Nullable NumberValue ofDigits(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - start;
    if (digits < 1 || digits > SURE_DIGITS) {
      return null;
    }
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return of(Long.parseLong(text));
  }

  /** Whether the value is whole and fits a long, however it is written. */
  public boolean isLong() {
    return decimal == null || decimal.isLong;
  }

  /** Whether the value is whole, however it is written. */
  public boolean isInteger() {
    return decimal == null || decimal.value.scale() <= 0;
  }

  /** Whether the number's text has a point or an exponent. */
  public boolean isWrittenAsFraction() {
    return decimal != null && (decimal.written != null || decimal.value.scale() > 0);
  }

  /** The value where {@link #isLong()}. */
  public long longValue() {
    if (!isLong()) {
      throw new ArithmeticException("not a 64-bit integer: " + this);
    }
    return integer;
  }

  /** How many digits it has when written out without an exponent, about. */
  public int digits() {
    BigDecimal value = toBigDecimal();
    return Math.clamp((long) value.precision() + Math.abs((long) value.scale()), 1, 1 << 28);
  }

  /**
   * Whether a number is too big to be read, or too small: a short text may stand for a number whose
   * digits would fill the memory. OPA draws the line at 2 to the power of 100,000.
   */
  public static boolean isOutOfRange(BigDecimal value) {
    return Math.abs((long) value.precision() - value.scale()) > MAX_MAGNITUDE;
  }

  public BigDecimal toBigDecimal() {
    return decimal == null ? BigDecimal.valueOf(integer) : decimal.value;
  }

  @Override
  public String typeName() {
    return "number";
  }

  @Override
  public int typeOrder() {
    return 2;
  }

  @Override
  public int compareTo(Value other) {
    if (!(other instanceof NumberValue n)) {
      return typeOrder() - other.typeOrder();
    }
    return decimal == null && n.decimal == null
        ? Long.compare(integer, n.integer)
        : toBigDecimal().compareTo(n.toBigDecimal());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof NumberValue n)) {
      return false;
    }
    return (isLong() || n.isLong())
        ? (isLong() && n.isLong() && integer == n.integer)
        : toBigDecimal().compareTo(n.toBigDecimal()) == 0;
  }

  @Override
  public int hashCode() {
    return isLong() ? Long.hashCode(integer) : toBigDecimal().hashCode();
  }

  @Override
  public String toString() {
    if (decimal == null) {
      return Long.toString(integer);
    }
    return decimal.written != null ? decimal.written : text(decimal.value);
  }

  /**
   * Whole numbers in full; others as Go's shortest %g: with an exponent from a million on and below
   * a ten-thousandth.
   */
  private static String text(BigDecimal value) {
    int exponent = value.precision() - value.scale() - 1;
    if (value.scale() <= 0 || (exponent >= -4 && exponent < 6)) {
      return value.toPlainString();
    }
    var out = new StringBuilder(value.unscaledValue().toString());
    int first = value.signum() < 0 ? 2 : 1;
    if (out.length() > first) {
      out.insert(first, '.');
    }
    out.append(exponent < 0 ? "e-" : "e+");
    return out.append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent)).toString();
  }
}

package dev.bulkhead.rego.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number: a long where it fits, an exact decimal beyond. Equal numbers are equal however they
 * were written.
 */
public final class NumberValue implements Value {
  private static final NumberValue[] SMALL = new NumberValue[1152];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = new NumberValue(i - 128, null);
    }
  }

  private final long integer;
  private final @Nullable BigDecimal decimal;

  private NumberValue(long integer, @Nullable BigDecimal decimal) {
    this.integer = integer;
    this.decimal = decimal;
  }

  public static NumberValue of(long value) {
    return value >= -128 && value < 1024 ? SMALL[(int) value + 128] : new NumberValue(value, null);
  }

  public static NumberValue of(BigInteger value) {
    return value.bitLength() < 64
        ? of(value.longValue())
        : new NumberValue(0, new BigDecimal(value));
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
    return new NumberValue(0, plain);
  }

  /** Whether the number is whole and fits a long. */
  public boolean isLong() {
    return decimal == null;
  }

  public boolean isInteger() {
    return decimal == null || decimal.scale() <= 0;
  }

  /** The value where {@link #isLong()}. */
  public long longValue() {
    if (decimal != null) {
      throw new ArithmeticException("not a 64-bit integer: " + this);
    }
    return integer;
  }

  public BigDecimal toBigDecimal() {
    return decimal == null ? BigDecimal.valueOf(integer) : decimal;
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
    return other instanceof NumberValue n
        && integer == n.integer
        && (decimal == null ? n.decimal == null : decimal.equals(n.decimal));
  }

  @Override
  public int hashCode() {
    return decimal == null ? Long.hashCode(integer) : decimal.hashCode();
  }

  @Override
  public String toString() {
    return decimal == null ? Long.toString(integer) : decimal.toString();
  }
}

package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.NumberValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A binary floating-point number {@code mantissa * 2^exponent} of a given precision, rounded to
 * nearest, ties to even. OPA computes with fractions in such numbers of 64 bits and writes the
 * shortest decimal that reads back as the same number.
 *
 * @param mantissa at most {@code precision} bits, odd or zero
 * @param precision in bits
 */
record BinaryFloat(BigInteger mantissa, int exponent, int precision) {
  private static final int DIGITS_PER_THOUSAND_BITS = 301;

  /** The precision of a number that was read from text. */
  static final int STANDARD = 64;

  /** The precision of a number that came from a 64-bit floating-point constant. */
  static final int DOUBLE = 53;

  static BinaryFloat of(NumberValue value) {
    return of(value, STANDARD);
  }

  static BinaryFloat of(NumberValue value, int precision) {
    BigDecimal decimal = value.toBigDecimal();
    BigInteger ten = BigInteger.TEN.pow(Math.abs(decimal.scale()));
    return decimal.scale() > 0
        ? rounded(decimal.unscaledValue(), ten, 0, precision)
        : rounded(decimal.unscaledValue().multiply(ten), BigInteger.ONE, 0, precision);
  }

  /** {@code over / under * 2^exponent}. */
  private static BinaryFloat rounded(
      BigInteger over, BigInteger under, int exponent, int precision) {
    if (over.signum() == 0) {
      return new BinaryFloat(BigInteger.ZERO, 0, precision);
    }
    int shift = precision + 2 + under.bitLength() - over.bitLength();
    BigInteger[] divided =
        shift >= 0
            ? over.abs().shiftLeft(shift).divideAndRemainder(under)
            : over.abs().divideAndRemainder(under.shiftLeft(-shift));
    BigInteger quotient = divided[0];
    boolean exact = divided[1].signum() == 0;
    int extra = quotient.bitLength() - precision;
    if (extra > 0) {
      BigInteger kept = quotient.shiftRight(extra);
      boolean half = quotient.testBit(extra - 1);
      boolean tie = exact && quotient.getLowestSetBit() == extra - 1;
      quotient = half && (!tie || kept.testBit(0)) ? kept.add(BigInteger.ONE) : kept;
    } else {
      extra = 0;
    }
    int zeros = quotient.getLowestSetBit();
    BigInteger odd = quotient.shiftRight(zeros);
    return new BinaryFloat(
        over.signum() < 0 ? odd.negate() : odd, exponent - shift + extra + zeros, precision);
  }

  BinaryFloat plus(BinaryFloat other) {
    int low = Math.min(exponent, other.exponent);
    return rounded(
        mantissa.shiftLeft(exponent - low).add(other.mantissa.shiftLeft(other.exponent - low)),
        BigInteger.ONE,
        low,
        Math.max(precision, other.precision));
  }

  BinaryFloat minus(BinaryFloat other) {
    return plus(new BinaryFloat(other.mantissa.negate(), other.exponent, other.precision));
  }

  /** The product, with this number's precision. */
  BinaryFloat times(BinaryFloat other) {
    return rounded(
        mantissa.multiply(other.mantissa), BigInteger.ONE, exponent + other.exponent, precision);
  }

  BinaryFloat dividedBy(BinaryFloat other) {
    BinaryFloat quotient =
        rounded(
            other.mantissa.signum() < 0 ? mantissa.negate() : mantissa,
            other.mantissa.abs(),
            0,
            precision);
    return new BinaryFloat(
        quotient.mantissa, quotient.exponent + exponent - other.exponent, precision);
  }

  boolean isZero() {
    return mantissa.signum() == 0;
  }

  /** The whole part. */
  BigInteger truncated() {
    return exponent >= 0
        ? mantissa.shiftLeft(exponent)
        : mantissa.signum() < 0
            ? mantissa.negate().shiftRight(-exponent).negate()
            : mantissa.shiftRight(-exponent);
  }

  /** The exact value. */
  BigDecimal exact() {
    return exponent >= 0
        ? new BigDecimal(mantissa.shiftLeft(exponent))
        : new BigDecimal(mantissa.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
  }

  /** The number with the fewest digits that reads back as this one. */
  NumberValue shortest() {
    BigDecimal exact = exact();
    if (isZero() || exact.precision() <= (precision - 1) * DIGITS_PER_THOUSAND_BITS / 1000) {
      return NumberValue.of(exact); // decimals of so few digits are all different numbers
    }
    int unit = exponent - (precision - mantissa.bitLength());
    BigDecimal half = new BinaryFloat(BigInteger.ONE, unit - 1, precision).exact();
    boolean even = unit < exponent;
    // More digits never come out farther away, so the fewest can be found by halving.
    int few = 1;
    int enough = Math.min(exact.precision(), precision * DIGITS_PER_THOUSAND_BITS / 1000 + 3);
    while (few < enough) {
      int digits = (few + enough) >>> 1;
      int distance = rounded(exact, digits).subtract(exact).abs().compareTo(half);
      if (distance < 0 || (distance == 0 && even)) {
        enough = digits;
      } else {
        few = digits + 1;
      }
    }
    return NumberValue.of(rounded(exact, few));
  }

  private static BigDecimal rounded(BigDecimal exact, int digits) {
    return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }
}

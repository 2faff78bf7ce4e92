package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** Arithmetic. Whole numbers are exact; others have the precision of {@link BinaryFloat}. */
final class Arithmetic {
  private static final BinaryFloat HALF = new BinaryFloat(BigInteger.ONE, -1, BinaryFloat.STANDARD);

  /** A product of more digits than this is refused: its text alone would fill memory. */
  private static final int MAX_DIGITS = 200_000;

  private Arithmetic() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("plus", 2, (c, a) -> plus(Args.number(a, 0), Args.number(a, 1))),
        Declaration.pure("minus", 2, (c, a) -> minus(a)),
        Declaration.pure("mul", 2, (c, a) -> mul(Args.number(a, 0), Args.number(a, 1))),
        Declaration.pure("div", 2, (c, a) -> div(Args.number(a, 0), Args.number(a, 1))),
        Declaration.pure("rem", 2, (c, a) -> rem(Args.number(a, 0), Args.number(a, 1))),
        Declaration.pure("round", 1, (c, a) -> roundHalf(Args.number(a, 0))),
        Declaration.pure("ceil", 1, (c, a) -> round(Args.number(a, 0), RoundingMode.CEILING)),
        Declaration.pure("floor", 1, (c, a) -> round(Args.number(a, 0), RoundingMode.FLOOR)),
        Declaration.pure("abs", 1, (c, a) -> abs(Args.number(a, 0))));
  }

  static NumberValue plus(NumberValue x, NumberValue y) {
    if (x.isLong() && y.isLong()) {
      long sum = x.longValue() + y.longValue();
      if (((x.longValue() ^ sum) & (y.longValue() ^ sum)) >= 0) {
        return NumberValue.of(sum);
      }
    }
    return exact(x, y)
        ? NumberValue.of(x.toBigDecimal().add(y.toBigDecimal()))
        : BinaryFloat.of(x).plus(BinaryFloat.of(y)).shortest();
  }

  static NumberValue mul(NumberValue x, NumberValue y) throws BuiltinException {
    if (x.isLong() && y.isLong()) {
      long a = x.longValue();
      long b = y.longValue();
      long high = Math.multiplyHigh(a, b);
      long low = a * b;
      if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
        return NumberValue.of(low);
      }
    }
    checkSize(x.toBigDecimal(), y.toBigDecimal());
    return exact(x, y)
        ? NumberValue.of(x.toBigDecimal().multiply(y.toBigDecimal()))
        : BinaryFloat.of(x).times(BinaryFloat.of(y)).shortest();
  }

  static void checkSize(BigDecimal x, BigDecimal y) throws BuiltinException {
    long digits =
        Math.max(Math.abs((long) x.scale()), x.precision())
            + Math.max(Math.abs((long) y.scale()), y.precision());
    if (digits > MAX_DIGITS) {
      throw Args.halt("a product of more than " + MAX_DIGITS + " digits");
    }
  }

  private static Value minus(Value[] args) throws BuiltinException {
    if (args[0] instanceof NumberValue x && args[1] instanceof NumberValue y) {
      if (x.isLong() && y.isLong()) {
        long difference = x.longValue() - y.longValue();
        if (((x.longValue() ^ y.longValue()) & (x.longValue() ^ difference)) >= 0) {
          return NumberValue.of(difference);
        }
      }
      return exact(x, y)
          ? NumberValue.of(x.toBigDecimal().subtract(y.toBigDecimal()))
          : BinaryFloat.of(x).minus(BinaryFloat.of(y)).shortest();
    }
    if (args[0] instanceof SetValue x && args[1] instanceof SetValue y) {
      return Sets.minus(x, y);
    }
    if (!(args[0] instanceof NumberValue) && !(args[0] instanceof SetValue)) {
      throw Args.type(1, "one of {number, set}", args[0]);
    }
    throw Args.type(2, args[1] instanceof NumberValue ? "set" : "number", args[1]);
  }

  private static NumberValue div(NumberValue x, NumberValue y) throws BuiltinException {
    if (isZero(y)) {
      throw Args.error("divide by zero");
    }
    if (isSmall(x) && isSmall(y) && x.longValue() % y.longValue() == 0) {
      return NumberValue.of(x.longValue() / y.longValue());
    }
    return BinaryFloat.of(x).dividedBy(BinaryFloat.of(y)).shortest();
  }

  private static boolean isZero(NumberValue n) {
    return n.isLong() && n.longValue() == 0;
  }

  /** OPA computes with 32-bit integers apart. */
  private static boolean isSmall(NumberValue n) {
    return n.isLong() && n.longValue() == (int) n.longValue();
  }

  private static NumberValue rem(NumberValue x, NumberValue y) throws BuiltinException {
    if (!x.isInteger() || !y.isInteger()) {
      throw Args.error("modulo on floating-point number");
    }
    if (isZero(y)) {
      throw Args.error("modulo by zero");
    }
    if (x.isLong() && y.isLong()) {
      return NumberValue.of(x.longValue() % y.longValue());
    }
    return NumberValue.of(
        x.toBigDecimal().toBigInteger().remainder(y.toBigDecimal().toBigInteger()));
  }

  private static NumberValue round(NumberValue x, RoundingMode mode) {
    if (isSmall(x)) {
      return NumberValue.of(x.longValue());
    }
    BigDecimal whole = BinaryFloat.of(x).exact().setScale(0, mode);
    return BinaryFloat.of(NumberValue.of(whole), Math.max(bits(whole), BinaryFloat.STANDARD))
        .shortest();
  }

  /** Half away from zero, as adding a half and cutting off does with 64 bits. */
  private static NumberValue roundHalf(NumberValue x) {
    if (isSmall(x)) {
      return NumberValue.of(x.longValue());
    }
    BinaryFloat value = BinaryFloat.of(x);
    BinaryFloat moved = x.toBigDecimal().signum() < 0 ? value.minus(HALF) : value.plus(HALF);
    return round(NumberValue.of(moved.truncated()), RoundingMode.DOWN);
  }

  private static int bits(BigDecimal whole) {
    return whole.toBigInteger().abs().bitLength();
  }

  private static NumberValue abs(NumberValue x) {
    return isSmall(x)
        ? NumberValue.of(Math.abs(x.longValue()))
        : NumberValue.of(BinaryFloat.of(x).shortest().toBigDecimal().abs());
  }

  private static boolean exact(NumberValue x, NumberValue y) {
    return x.isInteger() && y.isInteger();
  }
}

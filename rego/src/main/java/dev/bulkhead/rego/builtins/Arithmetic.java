package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;

/**
 * Arithmetic. Whole numbers are exact; quotients have the precision of OPA's floating-point
 * numbers.
 */
final class Arithmetic {
  /** OPA divides with 64-bit mantissas and prints them with Go's shortest form of a float64. */
  private static final MathContext DIVISION = new MathContext(17, RoundingMode.HALF_EVEN);

  private Arithmetic() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("plus", 2, (c, a) -> plus(Args.number(a, 0), Args.number(a, 1))),
        Declaration.pure("minus", 2, (c, a) -> minus(a)),
        Declaration.pure("mul", 2, (c, a) -> mul(Args.number(a, 0), Args.number(a, 1))),
        Declaration.pure("div", 2, (c, a) -> div(Args.number(a, 0), Args.number(a, 1))),
        Declaration.pure("rem", 2, (c, a) -> rem(Args.number(a, 0), Args.number(a, 1))),
        Declaration.pure("round", 1, (c, a) -> round(Args.number(a, 0), RoundingMode.HALF_UP)),
        Declaration.pure("ceil", 1, (c, a) -> round(Args.number(a, 0), RoundingMode.CEILING)),
        Declaration.pure("floor", 1, (c, a) -> round(Args.number(a, 0), RoundingMode.FLOOR)),
        Declaration.pure(
            "abs", 1, (c, a) -> NumberValue.of(Args.number(a, 0).toBigDecimal().abs())));
  }

  static NumberValue plus(NumberValue x, NumberValue y) {
    if (x.isLong() && y.isLong()) {
      long sum = x.longValue() + y.longValue();
      if (((x.longValue() ^ sum) & (y.longValue() ^ sum)) >= 0) {
        return NumberValue.of(sum);
      }
    }
    return NumberValue.of(x.toBigDecimal().add(y.toBigDecimal()));
  }

  static NumberValue mul(NumberValue x, NumberValue y) {
    if (x.isLong() && y.isLong()) {
      long a = x.longValue();
      long b = y.longValue();
      long high = Math.multiplyHigh(a, b);
      long low = a * b;
      if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
        return NumberValue.of(low);
      }
    }
    return NumberValue.of(x.toBigDecimal().multiply(y.toBigDecimal()));
  }

  private static Value minus(Value[] args) throws BuiltinException {
    if (args[0] instanceof NumberValue x && args[1] instanceof NumberValue y) {
      if (x.isLong() && y.isLong()) {
        long difference = x.longValue() - y.longValue();
        if (((x.longValue() ^ y.longValue()) & (x.longValue() ^ difference)) >= 0) {
          return NumberValue.of(difference);
        }
      }
      return NumberValue.of(x.toBigDecimal().subtract(y.toBigDecimal()));
    }
    if (args[0] instanceof SetValue x && args[1] instanceof SetValue y) {
      var out = new HashSet<Value>();
      for (Value item : x) {
        if (!y.contains(item)) {
          out.add(item);
        }
      }
      return SetValue.wrap(out);
    }
    if (!(args[0] instanceof NumberValue) && !(args[0] instanceof SetValue)) {
      throw new BuiltinException(
          Args.TYPE, "operand 1 must be one of {number, set} but got " + args[0].typeName());
    }
    throw new BuiltinException(
        Args.TYPE, "operand 2 must be " + args[0].typeName() + " but got " + args[1].typeName());
  }

  private static NumberValue div(NumberValue x, NumberValue y) throws BuiltinException {
    if (y.toBigDecimal().signum() == 0) {
      throw Args.error("divide by zero");
    }
    if (x.isLong() && y.isLong() && x.longValue() % y.longValue() == 0 && y.longValue() != -1) {
      return NumberValue.of(x.longValue() / y.longValue());
    }
    return NumberValue.of(x.toBigDecimal().divide(y.toBigDecimal(), DIVISION));
  }

  private static NumberValue rem(NumberValue x, NumberValue y) throws BuiltinException {
    if (!x.isInteger() || !y.isInteger()) {
      throw Args.error("modulo on floating-point number");
    }
    if (y.toBigDecimal().signum() == 0) {
      throw Args.error("modulo by zero");
    }
    if (x.isLong() && y.isLong()) {
      return NumberValue.of(x.longValue() % y.longValue());
    }
    return NumberValue.of(
        x.toBigDecimal().toBigInteger().remainder(y.toBigDecimal().toBigInteger()));
  }

  private static NumberValue round(NumberValue x, RoundingMode mode) {
    return x.isLong() ? x : NumberValue.of(x.toBigDecimal().setScale(0, mode));
  }

  static NumberValue of(BigDecimal value) {
    return NumberValue.of(value);
  }
}

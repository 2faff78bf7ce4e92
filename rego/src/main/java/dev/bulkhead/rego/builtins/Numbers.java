package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Bits and ranges of whole numbers. */
final class Numbers {
  private static final int MAX_SHIFT = 1 << 16;

  private Numbers() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("bits.and", 2, (c, a) -> of(whole(a, 0).and(whole(a, 1)))),
        Declaration.pure("bits.or", 2, (c, a) -> of(whole(a, 0).or(whole(a, 1)))),
        Declaration.pure("bits.xor", 2, (c, a) -> of(whole(a, 0).xor(whole(a, 1)))),
        Declaration.pure("bits.negate", 1, (c, a) -> of(whole(a, 0).not())),
        Declaration.pure("bits.lsh", 2, (c, a) -> of(whole(a, 0).shiftLeft(shift(a)))),
        Declaration.pure("bits.rsh", 2, (c, a) -> of(whole(a, 0).shiftRight(shift(a)))),
        Declaration.pure("numbers.range", 2, (c, a) -> range(c, a, BigInteger.ONE)),
        Declaration.pure("numbers.range_step", 3, (c, a) -> range(c, a, step(a))));
  }

  private static Value of(BigInteger value) {
    return NumberValue.of(value);
  }

  private static BigInteger whole(Value[] args, int i) throws BuiltinException {
    if (!(args[i] instanceof NumberValue n)) {
      throw Args.type(i + 1, "integer", args[i]);
    }
    if (!n.isInteger()) {
      throw Args.operand(i + 1, "must be integer number but got floating-point number");
    }
    return n.toBigDecimal().toBigInteger();
  }

  private static int shift(Value[] args) throws BuiltinException {
    BigInteger by = whole(args, 1);
    if (by.signum() < 0) {
      throw Args.operand(2, "must be an unsigned integer number but got a negative integer");
    }
    if (by.bitLength() > 31 || by.intValue() > MAX_SHIFT) {
      throw Args.error("shift by more than " + MAX_SHIFT + " bits");
    }
    return by.intValue();
  }

  private static BigInteger step(Value[] args) throws BuiltinException {
    BigInteger step = whole(args, 2);
    if (step.signum() <= 0) {
      throw Args.error("numbers.range_step: step must be a positive integer");
    }
    return step;
  }

  /**
   * From the first to the second, both included where the step meets it, falling where the second
   * is smaller.
   */
  private static Value range(BuiltinContext context, Value[] args, BigInteger step)
      throws BuiltinException {
    BigInteger from = whole(args, 0);
    BigInteger to = whole(args, 1);
    boolean falling = from.compareTo(to) > 0;
    BigInteger by = falling ? step.negate() : step;
    var out = new ArrayList<Value>();
    for (BigInteger i = from;
        falling ? i.compareTo(to) >= 0 : i.compareTo(to) <= 0;
        i = i.add(by)) {
      context.checkBudget(1);
      out.add(of(i));
    }
    return ArrayValue.of(out);
  }
}

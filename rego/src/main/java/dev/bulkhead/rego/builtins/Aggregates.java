package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aggregates over collections. */
final class Aggregates {
  private Aggregates() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("count", 1, (c, a) -> count(a)),
        Declaration.pure("sum", 1, (c, a) -> sum(a)),
        Declaration.pure("product", 1, (c, a) -> product(a)),
        Declaration.pure("max", 1, (c, a) -> extreme(a, 1)),
        Declaration.pure("min", 1, (c, a) -> extreme(a, -1)),
        Declaration.pure("sort", 1, (c, a) -> sort(a)),
        Declaration.pure("all", 1, (c, a) -> BooleanValue.of(every(a))),
        Declaration.pure("any", 1, (c, a) -> BooleanValue.of(some(a))));
  }

  private static Value count(Value[] args) throws BuiltinException {
    return switch (args[0]) {
      case ArrayValue a -> NumberValue.of(a.size());
      case ObjectValue o -> NumberValue.of(o.size());
      case SetValue s -> NumberValue.of(s.size());
      case StringValue s -> NumberValue.of(s.value().codePointCount(0, s.value().length()));
      default -> throw Args.type(1, "one of {array, object, set, string}", args[0]);
    };
  }

  private static List<NumberValue> numbers(Value[] args) throws BuiltinException {
    var out = new ArrayList<NumberValue>();
    for (Value item : Args.items(args, 0, "one of {set, array}")) {
      if (!(item instanceof NumberValue n)) {
        throw Args.element(1, args[0], item, "number");
      }
      out.add(n);
    }
    return out;
  }

  private static Value sum(Value[] args) throws BuiltinException {
    List<NumberValue> numbers = numbers(args);
    if (numbers.stream().allMatch(NumberValue::isInteger)) {
      return numbers.stream().reduce(NumberValue.of(0), Arithmetic::plus);
    }
    var sum = BinaryFloat.of(NumberValue.of(0));
    for (NumberValue n : numbers) {
      sum = sum.plus(BinaryFloat.of(n));
    }
    return sum.shortest();
  }

  /** OPA multiplies fractions with the precision of its start value, a constant. */
  private static Value product(Value[] args) throws BuiltinException {
    List<NumberValue> numbers = numbers(args);
    NumberValue exact = NumberValue.of(1);
    if (numbers.stream().allMatch(NumberValue::isInteger)) {
      for (NumberValue n : numbers) {
        exact = Arithmetic.mul(exact, n);
      }
      return exact;
    }
    var product = BinaryFloat.of(exact, BinaryFloat.DOUBLE);
    for (NumberValue n : numbers) {
      Arithmetic.checkSize(product.exact(), n.toBigDecimal());
      product = product.times(BinaryFloat.of(n));
    }
    return product.shortest();
  }

  /** Of equal items of an array the last is taken, of which only the writing may differ. */
  private static @Nullable Value extreme(Value[] args, int sign) throws BuiltinException {
    Value best = null;
    for (Value item : Args.items(args, 0, "one of {set, array}")) {
      if (best == null || Integer.signum(item.compareTo(best)) * sign >= 0) {
        best = item;
      }
    }
    return best;
  }

  private static Value sort(Value[] args) throws BuiltinException {
    return switch (args[0]) {
      case ArrayValue a -> {
        var items = new ArrayList<Value>(a.size());
        a.forEach(items::add);
        Collections.sort(items);
        yield ArrayValue.of(items);
      }
      case SetValue s -> ArrayValue.of(Arrays.asList(s.sorted()));
      default -> throw Args.type(1, "one of {set, array}", args[0]);
    };
  }

  private static boolean every(Value[] args) throws BuiltinException {
    for (Value item : Args.items(args, 0, "one of {array, set}")) {
      if (item != BooleanValue.TRUE) {
        return false;
      }
    }
    return true;
  }

  private static boolean some(Value[] args) throws BuiltinException {
    for (Value item : Args.items(args, 0, "one of {array, set}")) {
      if (item == BooleanValue.TRUE) {
        return true;
      }
    }
    return false;
  }
}

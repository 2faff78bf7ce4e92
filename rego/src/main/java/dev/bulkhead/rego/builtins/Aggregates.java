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
        Declaration.pure("sum", 1, (c, a) -> fold(a, NumberValue.of(0), Arithmetic::plus)),
        Declaration.pure("product", 1, (c, a) -> fold(a, NumberValue.of(1), Arithmetic::mul)),
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

  private interface Step {
    NumberValue apply(NumberValue sum, NumberValue item);
  }

  private static Value fold(Value[] args, NumberValue start, Step step) throws BuiltinException {
    NumberValue result = start;
    for (Value item : Args.items(args, 0, "one of {array, set}")) {
      if (!(item instanceof NumberValue n)) {
        throw new BuiltinException(
            Args.TYPE,
            "operand 1 must be "
                + args[0].typeName()
                + " of numbers but got "
                + args[0].typeName()
                + " containing "
                + item.typeName());
      }
      result = step.apply(result, n);
    }
    return result;
  }

  private static @Nullable Value extreme(Value[] args, int sign) throws BuiltinException {
    Value best = null;
    for (Value item : Args.items(args, 0, "one of {array, set}")) {
      if (best == null || item.compareTo(best) * sign > 0) {
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
      default -> throw Args.type(1, "one of {array, set}", args[0]);
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

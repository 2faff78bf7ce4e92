package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;

/** Comparison operators and membership. */
final class Comparisons {
  private Comparisons() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("equal", 2, (c, a) -> BooleanValue.of(a[0].equals(a[1]))),
        Declaration.pure("neq", 2, (c, a) -> BooleanValue.of(!a[0].equals(a[1]))),
        Declaration.pure("lt", 2, (c, a) -> BooleanValue.of(a[0].compareTo(a[1]) < 0)),
        Declaration.pure("lte", 2, (c, a) -> BooleanValue.of(a[0].compareTo(a[1]) <= 0)),
        Declaration.pure("gt", 2, (c, a) -> BooleanValue.of(a[0].compareTo(a[1]) > 0)),
        Declaration.pure("gte", 2, (c, a) -> BooleanValue.of(a[0].compareTo(a[1]) >= 0)),
        Declaration.pure("internal.member_2", 2, (c, a) -> BooleanValue.of(has(a[1], a[0]))),
        Declaration.pure(
            "internal.member_3", 3, (c, a) -> BooleanValue.of(hasAt(a[2], a[0], a[1]))));
  }

  private static boolean has(Value collection, Value item) {
    return switch (collection) {
      case ArrayValue a -> {
        for (Value v : a) {
          if (v.equals(item)) {
            yield true;
          }
        }
        yield false;
      }
      case ObjectValue o -> o.entries().containsValue(item);
      case SetValue s -> s.contains(item);
      default -> false;
    };
  }

  private static boolean hasAt(Value collection, Value key, Value item) {
    return switch (collection) {
      case ArrayValue a ->
          key instanceof NumberValue n
              && n.isLong()
              && n.longValue() >= 0
              && n.longValue() < a.size()
              && a.get((int) n.longValue()).equals(item);
      case ObjectValue o -> item.equals(o.get(key));
      case SetValue s -> key.equals(item) && s.contains(item);
      default -> false;
    };
  }
}

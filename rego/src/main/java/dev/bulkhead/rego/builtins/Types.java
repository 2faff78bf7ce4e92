package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tests of types, and conversions. */
final class Types {
  private Types() {}

  static List<Declaration> declarations() {
    var out = new ArrayList<Declaration>();
    for (String type : List.of("null", "boolean", "number", "string", "array", "object", "set")) {
      out.add(
          Declaration.pure(
              "is_" + type,
              1,
              (c, a) -> a[0].typeName().equals(type) ? BooleanValue.TRUE : BooleanValue.FALSE));
    }
    out.add(Declaration.pure("type_name", 1, (c, a) -> StringValue.of(a[0].typeName())));
    out.add(Declaration.pure("to_number", 1, (c, a) -> toNumber(a[0])));
    out.add(Declaration.pure("cast_array", 1, (c, a) -> castArray(a)));
    out.add(Declaration.pure("cast_set", 1, (c, a) -> castSet(a)));
    out.add(
        Declaration.pure(
            "cast_string", 1, (c, a) -> same(a, a[0] instanceof StringValue, "string")));
    out.add(
        Declaration.pure(
            "cast_boolean", 1, (c, a) -> same(a, a[0] instanceof BooleanValue, "boolean")));
    out.add(Declaration.pure("cast_null", 1, (c, a) -> same(a, a[0] instanceof NullValue, "null")));
    out.add(
        Declaration.pure(
            "cast_object", 1, (c, a) -> same(a, a[0] instanceof ObjectValue, "object")));
    return out;
  }

  private static Value same(Value[] args, boolean fits, String wanted) throws BuiltinException {
    if (!fits) {
      throw Args.type(1, wanted, args[0]);
    }
    return args[0];
  }

  private static Value toNumber(Value value) throws BuiltinException {
    return switch (value) {
      case NullValue n -> NumberValue.of(0);
      case BooleanValue b -> NumberValue.of(b.value() ? 1 : 0);
      case NumberValue n -> n;
      case StringValue s -> parse(s.value());
      default -> throw Args.type(1, "one of {null, boolean, number, string}", value);
    };
  }

  private static Value parse(String text) throws BuiltinException {
    NumberValue number = number(text);
    if (number == null) {
      throw Args.error("invalid syntax");
    }
    return number;
  }

  /** JSON's numbers, and a leading sign; nothing longer than fits a sane number. */
  static @Nullable NumberValue number(String text) {
    if (text.isEmpty() || text.length() > 1_000) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
        return null;
      }
    }
    try {
      BigDecimal decimal = new BigDecimal(text);
      return Math.abs((long) decimal.scale()) > 100_000 ? null : NumberValue.of(decimal);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Value castArray(Value[] args) throws BuiltinException {
    return args[0] instanceof SetValue s
        ? ArrayValue.of(List.of(s.sorted()))
        : same(args, args[0] instanceof ArrayValue, "one of {array, set}");
  }

  private static Value castSet(Value[] args) throws BuiltinException {
    if (args[0] instanceof ArrayValue a) {
      var items = new ArrayList<Value>();
      a.forEach(items::add);
      return SetValue.of(items);
    }
    return same(args, args[0] instanceof SetValue, "one of {array, set}");
  }
}

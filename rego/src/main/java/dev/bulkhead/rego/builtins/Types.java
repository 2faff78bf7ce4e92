package dev.bulkhead.rego.builtins;

import com.google.re2j.Pattern;
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

/** Tests of types, and conversions. */
final class Types {
  /** How numbers are written; compiled when the first text is to become one. */
  private static final class Written {
    private static final Pattern NO_NUMBER = Pattern.compile("(?i)[+-]*(inf|infinity|nan)");
    private static final Pattern DECIMAL =
        Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern HEX =
        Pattern.compile("[+-]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+");

    /** Go takes single underscores between digits. */
    private static final Pattern UNDERSCORES =
        Pattern.compile("[^_]*([0-9a-fA-FxX]_[0-9a-fA-F]+[^_]*)*");

    private Written() {}
  }

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

  /** What Go's ParseFloat takes, in the range of a 64-bit floating-point number. */
  private static Value parse(String text) throws BuiltinException {
    NumberValue digits = NumberValue.ofDigits(text);
    if (digits != null) {
      return digits;
    }
    if (Written.NO_NUMBER.matches(text)) {
      throw Args.operand(1, "must be valid number string but got string");
    }
    String plain =
        text.indexOf('_') < 0 || !Written.UNDERSCORES.matches(text) ? text : text.replace("_", "");
    if (Written.HEX.matches(plain)) {
      return NumberValue.of(new BigDecimal(Double.parseDouble(plain)));
    }
    if (!Written.DECIMAL.matches(plain)) {
      throw Args.error("strconv.ParseFloat: parsing " + Args.quote(text) + ": invalid syntax");
    }
    if (Double.isInfinite(Double.parseDouble(plain))) {
      throw Args.error("strconv.ParseFloat: parsing " + Args.quote(text) + ": value out of range");
    }
    try {
      NumberValue number = NumberValue.written(plain);
      if (!NumberValue.isOutOfRange(number.toBigDecimal())) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw Args.error("number too big");
    }
    throw Args.error("number too big");
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

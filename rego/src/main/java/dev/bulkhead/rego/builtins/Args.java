package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.Extent;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;

/**
 * Takes arguments as the type that a built-in wants, with OPA's errors where they are of another.
 */
final class Args {
  static final String TYPE = "eval_type_error";
  static final String BUILTIN = "eval_builtin_error";

  private Args() {}

  static BuiltinException type(int position, String wanted, Value got) {
    return new BuiltinException(
        TYPE, "operand " + position + " must be " + wanted + " but got " + got.typeName());
  }

  static BuiltinException operand(int position, String problem) {
    return new BuiltinException(TYPE, "operand " + position + " " + problem);
  }

  /** An item of a collection is of the wrong type. */
  static BuiltinException element(int position, Value collection, Value item, String wanted) {
    String type = collection.typeName();
    return operand(
        position,
        "must be "
            + type
            + " of "
            + wanted
            + "s but got "
            + type
            + " containing "
            + item.typeName());
  }

  static BuiltinException error(String message) {
    return new BuiltinException(BUILTIN, message);
  }

  /** As Go's %q writes a string. */
  static String quote(String text) {
    return GoQuotes.quote(text);
  }

  static String string(Value[] args, int i) throws BuiltinException {
    if (args[i] instanceof StringValue s) {
      return s.value();
    }
    throw type(i + 1, "string", args[i]);
  }

  static NumberValue number(Value[] args, int i) throws BuiltinException {
    if (args[i] instanceof NumberValue n) {
      return n;
    }
    throw type(i + 1, "number", args[i]);
  }

  static long integer(Value[] args, int i) throws BuiltinException {
    NumberValue n = number(args, i);
    if (n.isLong()) {
      return n.longValue();
    }
    throw operand(i + 1, "must be integer number but got floating-point number");
  }

  static ArrayValue array(Value[] args, int i) throws BuiltinException {
    if (args[i] instanceof ArrayValue a) {
      return a;
    }
    throw type(i + 1, "array", args[i]);
  }

  static SetValue set(Value[] args, int i) throws BuiltinException {
    if (args[i] instanceof SetValue s) {
      return s;
    }
    throw type(i + 1, "set", args[i]);
  }

  static ObjectValue object(Value[] args, int i) throws BuiltinException {
    if (args[i] instanceof ObjectValue o) {
      return o;
    }
    throw type(i + 1, "object", args[i]);
  }

  /** An argument that becomes text: neither too deep nor too large for that. */
  static Value writable(Value value) throws BuiltinException {
    if (!Extent.isWritable(value)) {
      throw halt("a value too large or too deep to be written");
    }
    return value;
  }

  /**
   * Refuses to make a text of more than {@link Extent#MAX_LENGTH} characters.
   *
   * @param length how long it would be
   */
  static void checkLength(long length) throws BuiltinException {
    if (length > Extent.MAX_LENGTH) {
      throw halt("text of more than " + Extent.MAX_LENGTH + " characters");
    }
  }

  /** An error that ends the evaluation also where errors of built-ins are not asked for. */
  static BuiltinException halt(String problem) {
    return new BuiltinException(BuiltinException.HALT, problem);
  }

  /** The items of an array or set in order. */
  static Iterable<Value> items(Value[] args, int i, String wanted) throws BuiltinException {
    return switch (args[i]) {
      case ArrayValue a -> a;
      case SetValue s -> s;
      default -> throw type(i + 1, wanted, args[i]);
    };
  }
}

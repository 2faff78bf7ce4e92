package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The functions of templates. Their values are those of policies, and Strings, Longs, Doubles and
 * Booleans that a template itself writes; null is nil.
 */
final class TemplateFunctions {
  static final Set<String> NAMES =
      Set.of(
          "and",
          "or",
          "not",
          "len",
          "index",
          "slice",
          "print",
          "printf",
          "println",
          "html",
          "js",
          "urlquery",
          "eq",
          "ne",
          "lt",
          "le",
          "gt",
          "ge",
          "call");

  private TemplateFunctions() {}

  /** The value of a policy as one of templates. */
  static @Nullable Object unwrap(@Nullable Value value) {
    return switch (value) {
      case StringValue s -> s.value();
      case BooleanValue b -> b.value();
      case NullValue n -> null;
      case SetValue s -> ArrayValue.of(List.of(s.sorted()));
      case null -> null;
      default -> value;
    };
  }

  static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean b -> b;
      case String s -> !s.isEmpty();
      case Long n -> n != 0;
      case Double d -> d != 0;
      case ArrayValue a -> a.size() > 0;
      case ObjectValue o -> o.size() > 0;
      default -> true;
    };
  }

  /** As Go prints the value with %v. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "<nil>";
      case Double d -> number(d);
      case ArrayValue a -> {
        var items = new ArrayList<String>();
        a.forEach(i -> items.add(text(unwrap(i))));
        yield "[" + String.join(" ", items) + "]";
      }
      case ObjectValue o -> {
        var entries = new ArrayList<String>();
        for (Value key : o.sortedKeys()) {
          entries.add(text(unwrap(key)) + ":" + text(unwrap(o.get(key))));
        }
        yield "map[" + String.join(" ", entries) + "]";
      }
      default -> value.toString();
    };
  }

  private static String number(double value) {
    var out = new StringBuilder();
    new GoValue.Fraction(value).print('v', new GoFlags(), out);
    return out.toString();
  }

  static @Nullable Object call(String name, List<@Nullable Object> args) throws BuiltinException {
    return switch (name) {
      case "not" -> !isTrue(at(args, 0));
      case "len" -> length(at(args, 0));
      case "index" -> index(args);
      case "slice" -> slice(args);
      case "print" -> print(args);
      case "println" ->
          args.stream().map(TemplateFunctions::text).collect(Collectors.joining(" ")) + "\n";
      case "printf" ->
          formatted(
              String.valueOf(at(args, 0)), args.subList(Math.min(1, args.size()), args.size()));
      case "html" ->
          print(args)
              .replace("&", "&amp;")
              .replace("'", "&#39;")
              .replace("<", "&lt;")
              .replace(">", "&gt;")
              .replace("\"", "&#34;");
      case "js" -> script(print(args));
      case "urlquery" -> PercentCode.QUERY.encode(print(args));
      case "eq" -> equalsAny(args);
      case "ne" -> compare(args, "ne") != 0;
      case "lt" -> compare(args, "lt") < 0;
      case "le" -> compare(args, "le") <= 0;
      case "gt" -> compare(args, "gt") > 0;
      case "ge" -> compare(args, "ge") >= 0;
      default -> throw Args.error("error calling " + name + ": non-function");
    };
  }

  private static @Nullable Object at(List<@Nullable Object> args, int i) throws BuiltinException {
    if (i >= args.size()) {
      throw Args.error("wrong number of args: want at least " + (i + 1) + " got " + args.size());
    }
    return args.get(i);
  }

  private static String type(@Nullable Object value) {
    return switch (value) {
      case null -> "nil";
      case Long n -> "int";
      case Double d -> "float64";
      case Boolean b -> "bool";
      case String s -> "string";
      case NumberValue n -> "json.Number";
      case ArrayValue a -> "[]interface {}";
      default -> "map[string]interface {}";
    };
  }

  private static Object length(@Nullable Object value) throws BuiltinException {
    return switch (value) {
      case String s -> (long) s.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
      case NumberValue n -> (long) n.toString().length();
      case ArrayValue a -> (long) a.size();
      case ObjectValue o -> (long) o.size();
      case null, default -> throw Args.error("error calling len: len of type " + type(value));
    };
  }

  private static @Nullable Object index(List<@Nullable Object> args) throws BuiltinException {
    Object at = at(args, 0);
    for (Object key : args.subList(1, args.size())) {
      switch (at) {
        case ObjectValue o when key instanceof String s -> at = unwrap(o.get(s));
        case ArrayValue a when key instanceof Long i -> {
          if (i < 0 || i >= a.size()) {
            throw Args.error("error calling index: index out of range: " + i);
          }
          at = unwrap(a.get(i.intValue()));
        }
        case ArrayValue a ->
            throw Args.error(
                "error calling index: cannot index slice/array with type " + type(key));
        case null -> throw Args.error("error calling index: index of untyped nil");
        default -> throw Args.error("error calling index: can't index item of type " + type(at));
      }
    }
    return at;
  }

  private static Object slice(List<@Nullable Object> args) throws BuiltinException {
    Object value = at(args, 0);
    int size =
        value instanceof String s ? s.length() : value instanceof ArrayValue a ? a.size() : -1;
    if (size < 0) {
      throw Args.error("error calling slice: can't slice item of type " + type(value));
    }
    long from = args.size() > 1 && args.get(1) instanceof Long n ? n : 0;
    long to = args.size() > 2 && args.get(2) instanceof Long n ? n : size;
    if (from < 0 || to < from || to > size) {
      throw Args.error("error calling slice: index out of range: " + Math.max(from, to));
    }
    if (value instanceof String s) {
      return s.substring((int) from, (int) to);
    }
    var items = new ArrayList<Value>();
    if (value instanceof ArrayValue array) {
      array.forEach(items::add);
    }
    return ArrayValue.of(items.subList((int) from, (int) to));
  }

  /** With a space between two arguments of which none is text. */
  private static String print(List<@Nullable Object> args) {
    var out = new StringBuilder();
    for (int i = 0; i < args.size(); i++) {
      Object arg = args.get(i);
      boolean texts = isText(arg) || (i > 0 && isText(args.get(i - 1)));
      out.append(i > 0 && !texts ? " " : "").append(text(arg));
    }
    return out.toString();
  }

  private static boolean isText(@Nullable Object value) {
    return value instanceof String || value instanceof NumberValue;
  }

  private static String formatted(String format, List<@Nullable Object> args)
      throws BuiltinException {
    var values = new ArrayList<GoValue>();
    for (Object arg : args) {
      values.add(
          switch (arg) {
            case Long n -> new GoValue.Int(n);
            case Double d -> new GoValue.Fraction(d);
            case null, default -> new GoValue.Text(text(arg));
          });
    }
    return Formatting.format(format, values);
  }

  private static String script(String text) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\', '\'', '"' -> out.append('\\').append(c);
        case '<', '>', '&', '=' -> out.append(String.format("\\u%04X", (int) c));
        default -> out.append(c < ' ' ? String.format("\\u%04X", (int) c) : Character.toString(c));
      }
    }
    return out.toString();
  }

  private static boolean equalsAny(List<@Nullable Object> args) throws BuiltinException {
    Object first = at(args, 0);
    at(args, 1);
    for (Object other : args.subList(1, args.size())) {
      if (first == null || other == null) {
        if (first == other) {
          return true;
        }
      } else if (compare(first, other, "eq") == 0) {
        return true;
      }
    }
    return false;
  }

  private static int compare(List<@Nullable Object> args, String name) throws BuiltinException {
    Object x = at(args, 0);
    Object y = at(args, 1);
    if (x == null || y == null) {
      if (name.equals("ne")) {
        return x == y ? 0 : 1;
      }
      throw Args.error("error calling " + name + ": incompatible types for comparison");
    }
    return compare(x, y, name);
  }

  private static int compare(Object x, Object y, String name) throws BuiltinException {
    if (x instanceof ArrayValue || x instanceof ObjectValue) {
      throw Args.error(
          "error calling " + name + ": non-comparable type " + text(x) + ": " + type(x));
    }
    if (x instanceof Long a && y instanceof Long b) {
      return a.compareTo(b);
    }
    if (x instanceof Double a && y instanceof Double b) {
      return a.compareTo(b);
    }
    if (x instanceof Boolean a && y instanceof Boolean b) {
      return a.compareTo(b);
    }
    if (isText(x) && isText(y)) {
      return StringValue.of(x.toString()).compareTo(StringValue.of(y.toString()));
    }
    throw Args.error(
        "error calling "
            + name
            + ": incompatible types for comparison: "
            + type(x)
            + " and "
            + type(y));
  }
}

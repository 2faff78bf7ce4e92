package dev.bulkhead.rego.builtins;

import com.google.re2j.Pattern;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code json.patch}: RFC 6902, and sets, whose items are their own paths. */
final class JsonPatch {
  private static final Pattern INDEX = Pattern.compile("[+-]?[0-9]{1,18}");

  private JsonPatch() {}

  static @Nullable Value patch(BuiltinContext context, Value[] args) throws BuiltinException {
    Value document = args[0];
    for (Value operation : Args.array(args, 1)) {
      context.checkBudget(1);
      if (!(operation instanceof ObjectValue o)) {
        throw Args.error(
            "must be an array of JSON-Patch objects, but at least one element is not an object");
      }
      document = apply(document, o);
    }
    return document;
  }

  private static @Nullable Value apply(@Nullable Value document, ObjectValue operation)
      throws BuiltinException {
    Value at = required(operation, "path");
    Value op = required(operation, "op");
    if (!(op instanceof StringValue name)) {
      throw Args.error("attribute 'op' must be a string but found: " + op.typeName());
    }
    List<Value> path = JsonPath.keys(at);
    return switch (name.value()) {
      case "add" -> insert(document, path, required(operation, "value"));
      case "remove" -> delete(document, path);
      case "replace" -> insert(delete(document, path), path, required(operation, "value"));
      case "move" -> {
        List<Value> from = JsonPath.keys(required(operation, "from"));
        Value moved = get(document, from);
        yield insert(delete(document, from), path, moved);
      }
      case "copy" ->
          insert(document, path, get(document, JsonPath.keys(required(operation, "from"))));
      case "test" -> {
        Value found = get(document, path);
        Value wanted = required(operation, "value");
        if (!found.equals(wanted)) {
          throw Args.error(
              "value from EditTree != patch value.\n\nExpected: " + wanted + "\n\nFound: " + found);
        }
        yield document;
      }
      default -> throw Args.error("unrecognized op: '" + name.value() + "'");
    };
  }

  private static Value required(ObjectValue operation, String name) throws BuiltinException {
    Value value = operation.get(name);
    if (value == null) {
      throw Args.error("missing required attribute '" + name + "'");
    }
    return value;
  }

  private static Value get(@Nullable Value document, List<Value> path) throws BuiltinException {
    if (document == null) {
      throw Args.error("nil value encountered where composite value was expected");
    }
    Value at = document;
    for (Value key : path) {
      at = child(at, key);
    }
    return at;
  }

  private static Value child(Value parent, Value key) throws BuiltinException {
    return switch (parent) {
      case ObjectValue o -> {
        Value child = o.get(key);
        if (child == null) {
          throw Args.error("path " + key + " does not exist in object term " + parent);
        }
        yield child;
      }
      case SetValue s -> {
        if (!s.contains(key)) {
          throw Args.error("path " + key + " does not exist in set term " + parent);
        }
        yield key;
      }
      case ArrayValue a -> {
        long index = index(a, key);
        if (index < 0 || index >= a.size()) {
          throw Args.error("path " + index + " does not exist in array term " + parent);
        }
        yield a.get((int) index);
      }
      default ->
          throw Args.error("expected composite type for path " + key + ", found " + shown(parent));
    };
  }

  private static long index(ArrayValue array, Value key) throws BuiltinException {
    return switch (key) {
      case NumberValue n when n.isLong() -> n.longValue();
      case NumberValue n -> throw Args.error("invalid number type for indexing");
      case StringValue s when s.value().equals("-") -> array.size();
      case StringValue s -> index(s.value());
      default -> throw Args.error("invalid type for indexing");
    };
  }

  private static long index(String text) throws BuiltinException {
    if (!INDEX.matches(text)) {
      throw Args.error("invalid string for indexing");
    }
    if (text.length() > 1 && text.startsWith("0")) {
      throw Args.error("leading zeros are not allowed in JSON paths");
    }
    return Long.parseLong(text);
  }

  private static Value insert(@Nullable Value document, List<Value> path, Value value)
      throws BuiltinException {
    if (path.isEmpty()) {
      return value;
    }
    if (document == null) {
      throw Args.error("deleted node encountered during insert operation");
    }
    Value key = path.getFirst();
    if (path.size() > 1) {
      Value changed = insert(child(document, key), path.subList(1, path.size()), value);
      return with(document, key, changed);
    }
    return switch (document) {
      case SetValue s when !key.equals(value) ->
          throw Args.error("set key " + key + " does not equal value to be inserted " + value);
      case SetValue s -> with(s, key, value);
      case ObjectValue o -> with(o, key, value);
      case ArrayValue a -> {
        long index = index(a, key);
        if (index < 0 || index > a.size()) {
          throw Args.error("index for array insertion out of bounds");
        }
        List<Value> items = items(a);
        items.add((int) index, value);
        yield ArrayValue.of(items);
      }
      default -> throw Args.error("expected composite type, found " + shown(document));
    };
  }

  /** The document with another child under {@code key}; a changed item of a set moves. */
  private static Value with(Value document, Value key, Value child) throws BuiltinException {
    return switch (document) {
      case ObjectValue o -> {
        Map<Value, Value> entries = new HashMap<>(o.entries());
        entries.put(key, child);
        yield ObjectValue.wrap(entries);
      }
      case SetValue s -> {
        Set<Value> items = new HashSet<>(s.members());
        items.remove(key);
        items.add(child);
        yield SetValue.wrap(items);
      }
      case ArrayValue a -> {
        List<Value> items = items(a);
        items.set((int) index(a, key), child);
        yield ArrayValue.of(items);
      }
      default -> document;
    };
  }

  private static List<Value> items(ArrayValue array) {
    var out = new ArrayList<Value>(array.size() + 1);
    array.forEach(out::add);
    return out;
  }

  private static @Nullable Value delete(@Nullable Value document, List<Value> path)
      throws BuiltinException {
    if (document == null) {
      throw Args.error("deleted node encountered during delete operation");
    }
    if (path.isEmpty()) {
      return null;
    }
    Value key = path.getFirst();
    if (path.size() > 1) {
      Value changed = delete(child(document, key), path.subList(1, path.size()));
      return changed == null ? null : with(document, key, changed);
    }
    return switch (document) {
      case ObjectValue o when o.get(key) != null -> {
        Map<Value, Value> entries = new HashMap<>(o.entries());
        entries.remove(key);
        yield ObjectValue.wrap(entries);
      }
      case SetValue s when s.contains(key) -> {
        Set<Value> items = new HashSet<>(s.members());
        items.remove(key);
        yield SetValue.wrap(items);
      }
      case ObjectValue o ->
          throw Args.error("cannot delete child key " + key + " that does not exist");
      case SetValue s ->
          throw Args.error("cannot delete child key " + key + " that does not exist");
      case ArrayValue a -> {
        long index = index(a, key);
        if (index < 0 || index >= a.size()) {
          throw Args.error("index for array delete out of bounds");
        }
        List<Value> items = items(a);
        items.remove((int) index);
        yield ArrayValue.of(items);
      }
      default -> throw Args.error("expected composite type, found " + shown(document));
    };
  }

  private static String shown(Value scalar) {
    String type = scalar.typeName();
    return "value: "
        + scalar
        + " (type: ast."
        + Character.toUpperCase(type.charAt(0))
        + type.substring(1)
        + ")";
  }
}

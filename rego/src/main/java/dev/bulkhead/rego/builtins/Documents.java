package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code json.filter} and {@code json.remove}: paths as strings with slashes, or as arrays. */
final class Documents {
  private Documents() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("json.filter", 2, (c, a) -> filter(Args.object(a, 0), tree(a))),
        Declaration.pure("json.remove", 2, (c, a) -> remove(Args.object(a, 0), tree(a))));
  }

  /** The paths as a tree; a leaf is a path's end, and takes in everything below. */
  private static final class Paths {
    final Map<Value, Paths> below = new HashMap<>();
    boolean end;

    @Nullable Paths at(Value key) {
      Paths own = below.get(key);
      return own != null || !(key instanceof NumberValue)
          ? own
          : below.get(StringValue.of(key.toString()));
    }
  }

  private static Paths tree(Value[] args) throws BuiltinException {
    var root = new Paths();
    for (Value path : Args.items(args, 1, "one of {array, set}")) {
      Paths at = root;
      for (Value key : keys(path)) {
        at = at.below.computeIfAbsent(key, k -> new Paths());
      }
      at.end = true;
    }
    return root;
  }

  private static List<Value> keys(Value path) throws BuiltinException {
    var out = new ArrayList<Value>();
    switch (path) {
      case StringValue s -> {
        String text = s.value();
        while (text.startsWith("/")) {
          text = text.substring(1);
        }
        for (String part : text.split("/", -1)) {
          out.add(StringValue.of(part.replace("~1", "/").replace("~0", "~")));
        }
      }
      case ArrayValue a -> a.forEach(out::add);
      default ->
          throw new BuiltinException(
              Args.TYPE,
              "operand 2 must be one of {set, array} containing string paths or array of path segments but got "
                  + path.typeName());
    }
    return out;
  }

  private static Value filter(Value value, Paths paths) {
    if (paths.end) {
      return value;
    }
    return switch (value) {
      case ObjectValue o -> {
        Map<Value, Value> out = new HashMap<>();
        o.entries()
            .forEach((key, entry) -> {
              Paths below = paths.at(key);
              if (below != null) {
                out.put(key, filter(entry, below));
              }
            });
        yield ObjectValue.wrap(out);
      }
      case ArrayValue a -> {
        var out = new ArrayList<Value>();
        for (int i = 0; i < a.size(); i++) {
          Paths below = paths.at(NumberValue.of(i));
          if (below != null) {
            out.add(filter(a.get(i), below));
          }
        }
        yield ArrayValue.of(out);
      }
      default -> value;
    };
  }

  private static Value remove(Value value, Paths paths) {
    return switch (value) {
      case ObjectValue o -> {
        Map<Value, Value> out = new HashMap<>();
        o.entries()
            .forEach((key, entry) -> {
              Paths below = paths.at(key);
              if (below == null) {
                out.put(key, entry);
              } else if (!below.end) {
                out.put(key, remove(entry, below));
              }
            });
        yield ObjectValue.wrap(out);
      }
      case ArrayValue a -> {
        var out = new ArrayList<Value>();
        for (int i = 0; i < a.size(); i++) {
          Paths below = paths.at(NumberValue.of(i));
          if (below == null) {
            out.add(a.get(i));
          } else if (!below.end) {
            out.add(remove(a.get(i), below));
          }
        }
        yield ArrayValue.of(out);
      }
      default -> value;
    };
  }
}

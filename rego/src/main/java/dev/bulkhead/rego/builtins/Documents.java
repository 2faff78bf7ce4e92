package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code json.filter}, {@code json.remove} and {@code json.patch}. */
final class Documents {
  private Documents() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("json.filter", 2, (c, a) -> filter(Args.object(a, 0), tree(a))),
        Declaration.pure("json.remove", 2, (c, a) -> remove(Args.object(a, 0), tree(a))),
        Declaration.pure("json.patch", 2, JsonPatch::patch));
  }

  /** The paths as a tree; a leaf is a path's end, and takes in everything below. */
  private static final class Paths {
    final Map<Value, Paths> below = new HashMap<>();
    boolean end;

    @Nullable Paths at(Value key) {
      return below.get(key);
    }

    /** Paths name the items of arrays by text. */
    @Nullable Paths at(int index) {
      return below.get(StringValue.of(Integer.toString(index)));
    }
  }

  private static Paths tree(Value[] args) throws BuiltinException {
    var root = new Paths();
    for (Value path : Args.items(args, 1, "one of {set, array}")) {
      Paths at = root;
      for (Value key : JsonPath.keys(path)) {
        at = at.below.computeIfAbsent(key, k -> new Paths());
      }
      at.end = at != root || at.end; // a path without keys names nothing
    }
    return root;
  }

  private static Value filter(Value value, Paths paths) {
    if (paths.end) {
      return value;
    }
    return children(value, paths, (child, below) -> below == null ? null : filter(child, below));
  }

  private static Value remove(Value value, Paths paths) {
    return children(
        value,
        paths,
        (child, below) -> below == null ? child : below.end ? null : remove(child, below));
  }

  /** What is left of a child, given the paths that go on in it, if some do; null for nothing. */
  private interface Cut {
    @Nullable Value of(Value child, @Nullable Paths below);
  }

  /** The value with what is left of each child. */
  private static Value children(Value value, Paths paths, Cut cut) {
    return switch (value) {
      case ObjectValue o -> {
        Map<Value, Value> out = new HashMap<>();
        o.entries()
            .forEach((key, entry) -> {
              Value left = cut.of(entry, paths.at(key));
              if (left != null) {
                out.put(key, left);
              }
            });
        yield ObjectValue.wrap(out);
      }
      case ArrayValue a -> {
        var out = new ArrayList<Value>();
        for (int i = 0; i < a.size(); i++) {
          add(cut.of(a.get(i), paths.at(i)), out);
        }
        yield ArrayValue.of(out);
      }
      case SetValue s -> {
        Set<Value> out = new HashSet<>();
        for (Value item : s.members()) {
          add(cut.of(item, paths.at(item)), out);
        }
        yield SetValue.wrap(out);
      }
      default -> value;
    };
  }

  private static void add(@Nullable Value left, Collection<Value> out) {
    if (left != null) {
      out.add(left);
    }
  }
}

package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows where in the input a value stands. Evaluation hands on parts of the input as they are, so
 * that identity tells where a variable's value comes from.
 */
final class InputPaths {
  private final Value input;
  private @Nullable Map<Value, String> pointers;

  InputPaths(Value input) {
    this.input = input;
  }

  /** The JSON Pointer of a path below the input. */
  static String pointer(List<Value> path) {
    var out = new StringBuilder();
    path.forEach(key -> out.append('/').append(token(key)));
    return out.toString();
  }

  /** The pointer of a member of a part of the input; null where the collection is no such part. */
  @Nullable String pointer(Value collection, Value key) {
    Map<Value, String> known = pointers;
    if (known == null) {
      known = new IdentityHashMap<>();
      collect(input, "", known);
      pointers = known;
    }
    String base = known.get(collection);
    return base == null ? null : base + "/" + token(key);
  }

  private static String token(Value key) {
    String text = key instanceof StringValue s ? s.value() : key.toString();
    return text.replace("~", "~0").replace("/", "~1");
  }

  /** Empty collections are shared objects, and a read below one finds nothing anyway. */
  private static void collect(Value value, String pointer, Map<Value, String> out) {
    switch (value) {
      case ObjectValue o when o.size() > 0 -> {
        out.put(o, pointer);
        o.entries().forEach((k, v) -> collect(v, pointer + "/" + token(k), out));
      }
      case ArrayValue a when a.size() > 0 -> {
        out.put(a, pointer);
        for (int i = 0; i < a.size(); i++) {
          collect(a.get(i), pointer + "/" + i, out);
        }
      }
      default -> {}
    }
  }
}

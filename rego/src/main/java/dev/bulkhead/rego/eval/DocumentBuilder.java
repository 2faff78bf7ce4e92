package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the document of rules whose heads have variables, such as {@code p[x].q contains y}. */
final class DocumentBuilder {
  private final Map<Value, Object> entries = new HashMap<>();

  private record Members(HashSet<Value> values) {}

  boolean isEmpty() {
    return entries.isEmpty();
  }

  void put(Value[] path, Value value, boolean member, Location location) {
    DocumentBuilder node = this;
    for (int i = 0; i < path.length - 1; i++) {
      Object child = node.entries.computeIfAbsent(path[i], k -> new DocumentBuilder());
      if (!(child instanceof DocumentBuilder below)) {
        throw conflict(location);
      }
      node = below;
    }
    Value last = path[path.length - 1];
    if (member) {
      Object known = node.entries.computeIfAbsent(last, k -> new Members(new HashSet<>()));
      if (!(known instanceof Members set)) {
        throw conflict(location);
      }
      set.values.add(value);
    } else {
      Object known = node.entries.putIfAbsent(last, value);
      if (known != null && !known.equals(value)) {
        throw conflict(location);
      }
    }
  }

  /** Puts a value where none of the rules gave one. */
  void putIfAbsent(Value[] path, Value value) {
    DocumentBuilder node = this;
    for (int i = 0; i < path.length - 1; i++) {
      Object child = node.entries.computeIfAbsent(path[i], k -> new DocumentBuilder());
      if (!(child instanceof DocumentBuilder below)) {
        return;
      }
      node = below;
    }
    node.entries.putIfAbsent(path[path.length - 1], value);
  }

  private static RuntimeException conflict(@Nullable Location location) {
    return EvalException.conflict("object keys must be unique", location);
  }

  Value build() {
    var out = new HashMap<Value, Value>(entries.size() * 2);
    entries.forEach((key, child) ->
        out.put(
            key,
            switch (child) {
              case DocumentBuilder b -> b.build();
              case Members m -> SetValue.wrap(m.values());
              default -> (Value) child;
            }));
    return ObjectValue.wrap(out);
  }
}

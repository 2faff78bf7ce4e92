package dev.bulkhead.rego.graphql;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document as an object; lists that are empty and parts that are missing are left out.
 */
final class Node {
  private final Map<Value, Value> fields = new HashMap<>();

  Node put(String name, String text) {
    fields.put(StringValue.of(name), StringValue.of(text));
    return this;
  }

  Node put(String name, boolean flag) {
    fields.put(StringValue.of(name), BooleanValue.of(flag));
    return this;
  }

  Node put(String name, int number) {
    fields.put(StringValue.of(name), NumberValue.of(number));
    return this;
  }

  Node put(String name, @Nullable ObjectValue part) {
    if (part != null) {
      fields.put(StringValue.of(name), part);
    }
    return this;
  }

  Node put(String name, List<? extends Value> parts) {
    if (!parts.isEmpty()) {
      fields.put(StringValue.of(name), ArrayValue.of(List.copyOf(parts)));
    }
    return this;
  }

  Node comments(String name, List<String> comments) {
    List<ObjectValue> list =
        comments.stream().map(c -> new Node().put("Value", c).build()).toList();
    return comments.isEmpty() ? this : put(name, new Node().put("List", list).build());
  }

  ObjectValue build() {
    return ObjectValue.of(fields);
  }
}

package dev.bulkhead.rego.graphql;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the fields of parts of documents, which may come from a policy and have any form. */
final class Parts {
  private Parts() {}

  static String text(ObjectValue part, String field) {
    return part.get(field) instanceof StringValue s ? s.value() : "";
  }

  static boolean flag(ObjectValue part, String field) {
    return part.get(field) == BooleanValue.TRUE;
  }

  static List<ObjectValue> parts(ObjectValue part, String field) {
    var out = new ArrayList<ObjectValue>();
    if (part.get(field) instanceof ArrayValue list) {
      for (Value item : list) {
        if (item instanceof ObjectValue o) {
          out.add(o);
        }
      }
    }
    return out;
  }

  static List<String> texts(ObjectValue part, String field) {
    var out = new ArrayList<String>();
    if (part.get(field) instanceof ArrayValue list) {
      for (Value item : list) {
        if (item instanceof StringValue s) {
          out.add(s.value());
        }
      }
    }
    return out;
  }

  static @Nullable ObjectValue part(ObjectValue part, String field) {
    return part.get(field) instanceof ObjectValue o ? o : null;
  }

  static @Nullable ObjectValue named(List<ObjectValue> parts, String name) {
    for (ObjectValue part : parts) {
      if (text(part, "Name").equals(name)) {
        return part;
      }
    }
    return null;
  }
}

package dev.bulkhead.rego.crypto;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an object as Go's JSON shows a struct: bytes in base64, an empty list as null. */
final class Fields {
  private final Map<Value, Value> entries = new HashMap<>();

  Fields put(String name, Value value) {
    entries.put(StringValue.of(name), value);
    return this;
  }

  Fields put(String name, String value) {
    return put(name, StringValue.of(value));
  }

  Fields put(String name, boolean value) {
    return put(name, BooleanValue.of(value));
  }

  Fields put(String name, long value) {
    return put(name, NumberValue.of(value));
  }

  Fields put(String name, BigInteger value) {
    return put(name, NumberValue.of(value));
  }

  Fields put(String name, byte @Nullable [] value) {
    return put(name, base64(value));
  }

  Fields put(String name, List<Value> values) {
    return put(name, list(values));
  }

  Fields putAll(Fields other) {
    entries.putAll(other.entries);
    return this;
  }

  ObjectValue build() {
    return ObjectValue.of(entries);
  }

  static Value base64(byte @Nullable [] value) {
    return value == null
        ? NullValue.NULL
        : StringValue.of(Base64.getEncoder().encodeToString(value));
  }

  static Value list(List<Value> values) {
    return values.isEmpty() ? NullValue.NULL : ArrayValue.of(values);
  }

  /** An object identifier as the list of its numbers. */
  static Value oid(String dotted) {
    var arcs = new ArrayList<Value>();
    for (String arc : dotted.split("\\.", -1)) {
      arcs.add(NumberValue.of(Long.parseLong(arc)));
    }
    return ArrayValue.of(arcs);
  }
}

package dev.bulkhead.rego.value;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object. Keys may be any value. Iterates in the order of its keys. */
public final class ObjectValue extends Compound implements Value {
  public static final ObjectValue EMPTY = new ObjectValue(Map.of());

  private final Map<Value, Value> entries;
  private Value @Nullable [] sortedKeys;

  private ObjectValue(Map<Value, Value> entries) {
    this.entries = entries;
  }

  public static ObjectValue of(Map<? extends Value, ? extends Value> entries) {
    return entries.isEmpty() ? EMPTY : new ObjectValue(new LinkedHashMap<>(entries));
  }

  /** An object over {@code entries}, which the caller gives away and must not change. */
  public static ObjectValue wrap(Map<Value, Value> entries) {
    return entries.isEmpty() ? EMPTY : new ObjectValue(entries);
  }

  public int size() {
    return entries.size();
  }

  public @Nullable Value get(Value key) {
    return entries.get(key);
  }

  public @Nullable Value get(String key) {
    return entries.get(StringValue.of(key));
  }

  /** The entries in no particular order; not to be changed. */
  public Map<Value, Value> entries() {
    return entries;
  }

  /** The keys in order; not to be changed. */
  public Value[] sortedKeys() {
    Value[] s = sortedKeys;
    if (s == null) {
      s = entries.keySet().toArray(Value[]::new);
      Arrays.sort(s);
      sortedKeys = s;
    }
    return s;
  }

  @Override
  public String typeName() {
    return "object";
  }

  @Override
  public int typeOrder() {
    return 5;
  }

  @Override
  public int compareTo(Value other) {
    return other instanceof ObjectValue o ? order(o) : typeOrder() - other.typeOrder();
  }

  /** OPA compares the keys in order first, each with its value. */
  @Override
  int compareParts(Compound other) {
    var o = (ObjectValue) other;
    Value[] a = sortedKeys();
    Value[] b = o.sortedKeys();
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      int keys = a[i].compareTo(b[i]);
      if (keys != 0) {
        return keys;
      }
      Value x = entries.get(a[i]);
      Value y = o.entries.get(b[i]);
      if (x != null && y != null) {
        int values = x.compareTo(y);
        if (values != 0) {
          return values;
        }
      }
    }
    return a.length - b.length;
  }

  @Override
  boolean hasPartsOf(Compound other) {
    return entries.equals(((ObjectValue) other).entries);
  }

  @Override
  int hash() {
    return 41 * entries.hashCode() + 2;
  }

  @Override
  boolean isNested() {
    return anyCompound(entries.values()) || anyCompound(entries.keySet());
  }

  @Override
  public String toString() {
    return ValueText.of(this);
  }
}

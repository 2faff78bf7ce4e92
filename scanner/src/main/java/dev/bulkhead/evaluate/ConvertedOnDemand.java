package dev.bulkhead.evaluate;

import dev.bulkhead.rego.value.RecordValues;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A map of records as values, each converted when a control first reads it: facts have entries for
 * every entity, and controls read those of their subject.
 */
final class ConvertedOnDemand extends AbstractMap<Value, Value> {
  private final Map<String, ?> source;
  private final Map<String, Value> converted = new ConcurrentHashMap<>();

  ConvertedOnDemand(Map<String, ?> source) {
    this.source = source;
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof StringValue s && source.containsKey(s.value());
  }

  @Override
  public @Nullable Value get(@Nullable Object key) {
    return key instanceof StringValue s && source.containsKey(s.value())
        ? convert(s.value())
        : null;
  }

  private Value convert(String key) {
    Value known = converted.get(key);
    if (known != null) {
      return known;
    }
    Value value = RecordValues.toValue(source.get(key));
    converted.put(key, value);
    return value;
  }

  @Override
  public Set<Entry<Value, Value>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return source.size();
      }

      @Override
      public Iterator<Entry<Value, Value>> iterator() {
        Iterator<String> keys = source.keySet().iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return keys.hasNext();
          }

          @Override
          public Entry<Value, Value> next() {
            String key = keys.next();
            return Map.entry(StringValue.of(key), convert(key));
          }
        };
      }
    };
  }
}

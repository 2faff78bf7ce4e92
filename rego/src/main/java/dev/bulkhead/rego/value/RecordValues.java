package dev.bulkhead.rego.value;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Java records, collections and scalars as values: a record becomes an object of its components,
 * components that are null are left out, enums become their names.
 */
public final class RecordValues {
  private static final ClassValue<Component[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected Component[] computeValue(Class<?> type) {
          return components(type);
        }
      };

  private record Component(StringValue name, MethodHandle accessor) {}

  private RecordValues() {}

  private static Component[] components(Class<?> type) {
    RecordComponent[] declared = type.getRecordComponents();
    var out = new Component[declared.length];
    try {
      for (int i = 0; i < declared.length; i++) {
        var accessor = declared[i].getAccessor();
        accessor.setAccessible(true);
        out[i] =
            new Component(
                StringValue.of(declared[i].getName()), MethodHandles.lookup().unreflect(accessor));
      }
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("components of " + type + " are not accessible", e);
    }
    return out;
  }

  /** The value of an object; null becomes null. */
  public static Value toValue(@Nullable Object object) {
    return switch (object) {
      case null -> NullValue.NULL;
      case Value v -> v;
      case String s -> StringValue.of(s);
      case Boolean b -> BooleanValue.of(b);
      case Integer i -> NumberValue.of(i.longValue());
      case Long l -> NumberValue.of(l);
      case Double d -> NumberValue.of(new BigDecimal(d.toString()));
      case BigInteger b -> NumberValue.of(b);
      case BigDecimal b -> NumberValue.of(b);
      case Enum<?> e -> StringValue.of(e.name());
      case Optional<?> o -> toValue(o.orElse(null));
      case Record r -> ObjectValue.wrap(fields(r));
      case Map<?, ?> m -> map(m);
      case Set<?> s -> SetValue.of(items(s));
      case Collection<?> c -> ArrayValue.of(items(c));
      default -> StringValue.of(object.toString());
    };
  }

  private static ArrayList<Value> items(Collection<?> items) {
    var out = new ArrayList<Value>(items.size());
    items.forEach(i -> out.add(toValue(i)));
    return out;
  }

  private static Value map(Map<?, ?> map) {
    var out = new HashMap<Value, Value>(map.size() * 2);
    map.forEach((k, v) -> {
      if (v != null) {
        out.put(toValue(k), toValue(v));
      }
    });
    return ObjectValue.wrap(out);
  }

  /** The fields of a record, for a caller that adds to them. */
  public static Map<Value, Value> fields(Record record) {
    Component[] components = COMPONENTS.get(record.getClass());
    var out = new HashMap<Value, Value>(components.length * 2);
    try {
      for (Component c : components) {
        Object value = c.accessor.invoke(record);
        if (value != null) {
          out.put(c.name, toValue(value));
        }
      }
    } catch (Throwable e) {
      throw new IllegalStateException("accessor of " + record.getClass() + " failed", e);
    }
    return out;
  }
}

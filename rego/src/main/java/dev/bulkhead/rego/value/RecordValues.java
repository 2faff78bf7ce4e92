package dev.bulkhead.rego.value;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Java records, collections and scalars as values: a record becomes an object of its components,
 * components that are null are left out, enums become their names.
 */
public final class RecordValues {
  private static final Extended PLAIN = new Extended();

  private RecordValues() {}

  /** How the records of one class become objects. */
  private static final class Form {
    private final MethodHandle[] accessors;
    private final FieldLayout layout;

    /** Places of the further fields. */
    private final int[] more;

    private Form(MethodHandle[] accessors, FieldLayout layout, int[] more) {
      this.accessors = accessors;
      this.layout = layout;
      this.more = more;
    }

    static Form of(Class<?> type, StringValue[] more) {
      RecordComponent[] declared = type.getRecordComponents();
      var accessors = new MethodHandle[declared.length];
      var names = new LinkedHashSet<StringValue>();
      try {
        for (int i = 0; i < declared.length; i++) {
          var accessor = declared[i].getAccessor();
          accessor.setAccessible(true);
          accessors[i] =
              MethodHandles.lookup()
                  .unreflect(accessor)
                  .asType(MethodType.methodType(Object.class, Record.class));
          names.add(StringValue.of(declared[i].getName()));
        }
      } catch (IllegalAccessException e) {
        throw new IllegalArgumentException("components of " + type + " are not accessible", e);
      }
      names.addAll(List.of(more));
      var layout = new FieldLayout(names.toArray(StringValue[]::new));
      return new Form(accessors, layout, Arrays.stream(more).mapToInt(layout::index).toArray());
    }

    /** The fields by their places; null for a component that is null. */
    private @Nullable Value[] fields(Record record) {
      var out = new @Nullable Value[layout.size()];
      try {
        for (int i = 0; i < accessors.length; i++) {
          Object value = (Object) accessors[i].invokeExact(record);
          out[i] = value == null ? null : toValue(value);
        }
      } catch (Throwable e) {
        throw new IllegalStateException("accessor of " + record.getClass() + " failed", e);
      }
      return out;
    }
  }

  /** Records of any class as objects that have the same further fields. */
  public static final class Extended {
    private final ClassValue<Form> forms;

    /**
     * @param more names of the further fields, which hide components of the same name
     */
    public Extended(StringValue... more) {
      this.forms =
          new ClassValue<>() {
            @Override
            protected Form computeValue(Class<?> type) {
              return Form.of(type, more);
            }
          };
    }

    /**
     * A record as an object.
     *
     * @param more the further fields in the order of their names, null for those that are absent
     */
    public ObjectValue of(Record record, @Nullable Value... more) {
      Form form = forms.get(record.getClass());
      @Nullable Value[] fields = form.fields(record);
      for (int i = 0; i < more.length; i++) {
        if (more[i] != null) {
          fields[form.more[i]] = more[i];
        }
      }
      return ObjectValue.wrap(new FieldMap(form.layout, fields));
    }
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
      case Record r -> PLAIN.of(r);
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
    return new HashMap<>(PLAIN.of(record).entries());
  }
}

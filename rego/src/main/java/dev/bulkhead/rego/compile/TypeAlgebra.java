package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.builtins.Type.AnyOf;
import dev.bulkhead.rego.builtins.Type.ArrayOf;
import dev.bulkhead.rego.builtins.Type.ObjectOf;
import dev.bulkhead.rego.builtins.Type.Scalar;
import dev.bulkhead.rego.builtins.Type.SetOf;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What can be said of types: their unions, whether they have values in common, their parts. */
final class TypeAlgebra {
  /** A union of more types than this says nothing that helps; it is any value. */
  private static final int MAX_ALTERNATIVES = 64;

  private TypeAlgebra() {}

  static Type of(Value value) {
    return switch (value) {
      case NullValue v -> Scalar.NULL;
      case BooleanValue v -> Scalar.BOOLEAN;
      case NumberValue v -> Scalar.NUMBER;
      case StringValue v -> Scalar.STRING;
      case ArrayValue v -> {
        var items = new ArrayList<Type>(v.size());
        v.forEach(item -> items.add(of(item)));
        yield new ArrayOf(items, null);
      }
      case SetValue v -> {
        Type members = null;
        for (Value member : v.sorted()) {
          members = or(members, of(member));
        }
        yield new SetOf(members);
      }
      case ObjectValue v -> {
        var values = new ArrayList<Type>();
        v.entries().values().forEach(item -> values.add(of(item)));
        yield object(List.copyOf(v.entries().keySet()), values);
      }
    };
  }

  /** An object with constant keys; where they are not all strings only their types are known. */
  static Type object(List<Value> keys, List<Type> values) {
    var known = new TreeMap<String, Type>();
    Type key = null;
    Type value = null;
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) instanceof StringValue s) {
        known.put(s.value(), values.get(i));
      } else {
        key = or(key, of(keys.get(i)));
        value = or(value, values.get(i));
      }
    }
    if (key == null) {
      return new ObjectOf(known, null, null);
    }
    for (Map.Entry<String, Type> entry : known.entrySet()) {
      key = or(key, Scalar.STRING);
      value = or(value, entry.getValue());
    }
    return new ObjectOf(Map.of(), key, value);
  }

  static Type or(@Nullable Type a, Type b) {
    if (a == null || a.equals(b)) {
      return b;
    }
    if (isAnything(a) || isAnything(b)) {
      return Type.ANYTHING;
    }
    Set<Type> all = new LinkedHashSet<>(alternatives(a));
    all.addAll(alternatives(b));
    return all.size() > MAX_ALTERNATIVES ? Type.ANYTHING : new AnyOf(List.copyOf(all));
  }

  static boolean isAnything(Type type) {
    return type instanceof AnyOf any && any.of().isEmpty();
  }

  private static List<Type> alternatives(Type type) {
    return type instanceof AnyOf any ? any.of() : List.of(type);
  }

  /** Whether there may be a value of both types. */
  static boolean unifies(Type a, Type b) {
    if (isAnything(a) || isAnything(b)) {
      return true;
    }
    if (a instanceof AnyOf any) {
      return any.of().stream().anyMatch(t -> unifies(t, b));
    }
    if (b instanceof AnyOf any) {
      return any.of().stream().anyMatch(t -> unifies(a, t));
    }
    return switch (a) {
      case Scalar s -> s == b;
      case ArrayOf x -> b instanceof ArrayOf y && arrays(x, y);
      case ObjectOf x -> b instanceof ObjectOf y && objects(x, y);
      case SetOf x ->
          b instanceof SetOf y && (x.of() == null || y.of() == null || unifies(x.of(), y.of()));
      case AnyOf x -> true;
    };
  }

  private static boolean arrays(ArrayOf a, ArrayOf b) {
    int length = Math.max(a.first().size(), b.first().size());
    for (int i = 0; i < length; i++) {
      Type x = item(a, i);
      Type y = item(b, i);
      if (x == null || y == null || !unifies(x, y)) {
        return false;
      }
    }
    return a.rest() == null || b.rest() == null || unifies(a.rest(), b.rest());
  }

  private static @Nullable Type item(ArrayOf array, int index) {
    return index < array.first().size() ? array.first().get(index) : array.rest();
  }

  private static boolean objects(ObjectOf a, ObjectOf b) {
    return known(a, b)
        && known(b, a)
        && (a.value() == null || b.value() == null || unifies(a.value(), b.value()));
  }

  private static boolean known(ObjectOf a, ObjectOf b) {
    for (Map.Entry<String, Type> entry : a.known().entrySet()) {
      Type other = b.known().get(entry.getKey());
      if (other == null) {
        other = b.value() == null ? null : b.value();
        if (other == null && a.value() == null) {
          return false;
        }
        continue;
      }
      if (!unifies(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  /** The type of what may stand in brackets behind a value; null where nothing may. */
  static @Nullable Type keys(Type type) {
    return switch (type) {
      case Scalar s -> null;
      case ArrayOf a -> Scalar.NUMBER;
      case SetOf s -> s.of();
      case ObjectOf o -> {
        Type out = o.known().isEmpty() ? null : Scalar.STRING;
        yield o.key() == null ? out : or(out, o.key());
      }
      case AnyOf any -> any.of().isEmpty() ? any : union(any, TypeAlgebra::keys);
    };
  }

  /** The type of a collection's members; null for what is no collection, or has none. */
  static @Nullable Type values(Type type) {
    return switch (type) {
      case Scalar s -> null;
      case ArrayOf a -> {
        Type out = a.rest();
        for (Type item : a.first()) {
          out = or(out, item);
        }
        yield out;
      }
      case SetOf s -> s.of();
      case ObjectOf o -> {
        Type out = o.value();
        for (Type value : o.known().values()) {
          out = or(out, value);
        }
        yield out;
      }
      case AnyOf any -> any.of().isEmpty() ? any : union(any, TypeAlgebra::values);
    };
  }

  private interface Part {
    @Nullable Type of(Type type);
  }

  private static @Nullable Type union(AnyOf any, Part part) {
    Type out = null;
    for (Type alternative : any.of()) {
      Type found = part.of(alternative);
      if (found != null) {
        out = or(out, found);
      }
    }
    return out;
  }

  /** The type under a constant key; null where there can be none. */
  static @Nullable Type select(Type type, Value key) {
    return switch (type) {
      case Scalar s -> null;
      case ArrayOf a ->
          key instanceof NumberValue n && n.isLong() && n.longValue() >= 0
              ? item(a, (int) Math.min(n.longValue(), Integer.MAX_VALUE))
              : null;
      case SetOf s -> s.of() != null && unifies(s.of(), of(key)) ? s.of() : null;
      case ObjectOf o -> {
        Type known = key instanceof StringValue s ? o.known().get(s.value()) : null;
        boolean open = known == null && o.key() != null && unifies(o.key(), of(key));
        yield open ? o.value() : known;
      }
      case AnyOf any -> any.of().isEmpty() ? any : union(any, t -> select(t, key));
    };
  }

  /** Whether the type is that of a collection in which nothing can be. */
  static boolean isEmptyCollection(Type type) {
    return switch (type) {
      case Scalar s -> false;
      case ArrayOf a -> a.first().isEmpty() && a.rest() == null;
      case SetOf s -> s.of() == null;
      case ObjectOf o -> o.known().isEmpty() && o.key() == null;
      case AnyOf any -> false;
    };
  }
}

package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Signature;
import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.builtins.Type.AnyOf;
import dev.bulkhead.rego.builtins.Type.ArrayOf;
import dev.bulkhead.rego.builtins.Type.Entries;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be said of types: their unions, whether they have values in common, their parts. */
final class TypeAlgebra {
  private TypeAlgebra() {}

  static Type of(Value value) {
    return switch (value) {
      case NullValue v -> Scalar.NULL;
      case BooleanValue v -> Scalar.BOOLEAN;
      case NumberValue v -> Scalar.NUMBER;
      case StringValue v -> Scalar.STRING;
      case ArrayValue v -> {
        var items = new ArrayList<@Nullable Type>(v.size());
        v.forEach(item -> items.add(of(item)));
        yield new ArrayOf(items, null);
      }
      case SetValue v -> {
        Type members = null;
        for (Value member : v.sorted()) {
          members = TypeUnion.or(members, of(member));
        }
        yield new SetOf(members);
      }
      case ObjectValue v -> {
        var known = new TreeMap<Value, @Nullable Type>();
        v.entries().forEach((key, item) -> known.put(plain(key), of(item)));
        yield new ObjectOf(known, null);
      }
    };
  }

  /** A key as JSON has it, in which a set is an array and an object's keys are strings. */
  static Value plain(Value key) {
    return switch (key) {
      case SetValue s -> {
        var items = new ArrayList<Value>();
        for (Value member : s.sorted()) {
          items.add(plain(member));
        }
        yield ArrayValue.of(items);
      }
      case ArrayValue a -> {
        var items = new ArrayList<Value>();
        a.forEach(item -> items.add(plain(item)));
        yield ArrayValue.of(items);
      }
      case ObjectValue o -> {
        var entries = new TreeMap<Value, Value>();
        o.entries()
            .forEach((k, v) ->
                entries.put(
                    k instanceof StringValue ? k : StringValue.of(plain(k).toString()), plain(v)));
        yield ObjectValue.wrap(entries);
      }
      case NullValue v -> v;
      case BooleanValue v -> v;
      case NumberValue v -> v;
      case StringValue v -> v;
    };
  }

  static boolean isAnything(@Nullable Type type) {
    return type instanceof AnyOf any && any.of().isEmpty();
  }

  /** Whether some of the type is not known; of what may be one of several, all is. */
  static boolean isOpen(@Nullable Type type) {
    return switch (type) {
      case null -> true;
      case Scalar s -> false;
      case AnyOf any -> false;
      case ArrayOf a ->
          a.first().stream().anyMatch(TypeAlgebra::isOpen)
              || (a.rest() != null && isOpen(a.rest()));
      case ObjectOf o ->
          o.known().values().stream().anyMatch(TypeAlgebra::isOpen)
              || (o.others() != null && (isOpen(o.others().key()) || isOpen(o.others().value())));
      case SetOf s -> isOpen(s.of());
      case Signature f ->
          f.parameters().stream().anyMatch(p -> isOpen(p.type()))
              || f.result() == null
              || isOpen(f.result().type());
    };
  }

  /** Whether there may be a value of both types. */
  static boolean unifies(@Nullable Type a, @Nullable Type b) {
    if (a == null || b == null) {
      return false;
    }
    if (a instanceof AnyOf any) {
      return among(any, b) || (b instanceof AnyOf other && among(other, a));
    }
    if (b instanceof AnyOf any) {
      return among(any, a);
    }
    return switch (a) {
      case Scalar s -> s == b;
      case ArrayOf x -> b instanceof ArrayOf y && arrays(x, y);
      case ObjectOf x -> b instanceof ObjectOf y && objects(x, y);
      case SetOf x ->
          b instanceof SetOf y && (x.of() == null || y.of() == null || unifies(x.of(), y.of()));
      case Signature f -> b instanceof Signature g && functions(f, g);
      case AnyOf any -> true;
    };
  }

  private static boolean among(AnyOf any, Type type) {
    return !(type instanceof Signature)
        && (any.of().isEmpty() || any.of().stream().anyMatch(t -> unifies(t, type)));
  }

  private static boolean functions(Signature a, Signature b) {
    int arity = a.parameters().size();
    if (arity != b.parameters().size()) {
      return false;
    }
    for (int i = 0; i < arity; i++) {
      if (!unifies(a.parameters().get(i).type(), b.parameters().get(i).type())) {
        return false;
      }
    }
    return true;
  }

  private static boolean arrays(ArrayOf a, ArrayOf b) {
    int length = Math.max(a.first().size(), b.first().size());
    for (int i = 0; i < length; i++) {
      if (!unifies(item(a, i), item(b, i))) {
        return false;
      }
    }
    return a.rest() == null || b.rest() == null || unifies(a.rest(), b.rest());
  }

  static @Nullable Type item(ArrayOf array, int index) {
    return index < array.first().size() ? array.first().get(index) : array.rest();
  }

  private static boolean objects(ObjectOf a, ObjectOf b) {
    return known(a, b)
        && known(b, a)
        && (a.otherValues() == null
            || b.otherValues() == null
            || unifies(a.otherValues(), b.otherValues()));
  }

  private static boolean known(ObjectOf a, ObjectOf b) {
    for (Map.Entry<Value, @Nullable Type> entry : a.known().entrySet()) {
      Type other = select(b, entry.getKey());
      if (other == null) {
        if (a.otherValues() == null && b.otherValues() == null) {
          return false;
        }
      } else if (!unifies(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  /** The type of what may stand in brackets behind a value; null where nothing may. */
  static @Nullable Type keys(@Nullable Type type) {
    return switch (type) {
      case null -> null;
      case Scalar s -> null;
      case Signature f -> null;
      case ArrayOf a -> Scalar.NUMBER;
      case SetOf s -> s.of();
      case ObjectOf o -> {
        Type out = null;
        for (Value key : o.known().keySet()) {
          out = TypeUnion.or(out, of(key));
        }
        yield o.others() == null ? out : TypeUnion.or(out, o.others().key());
      }
      case AnyOf any -> parts(any, TypeAlgebra::keys);
    };
  }

  /** The type of a collection's members; null for what is no collection, or has none. */
  static @Nullable Type values(@Nullable Type type) {
    return switch (type) {
      case null -> null;
      case Scalar s -> null;
      case Signature f -> null;
      case ArrayOf a -> TypeUnion.or(union(a.first()), a.rest());
      case SetOf s -> s.of();
      case ObjectOf o -> TypeUnion.or(union(o.known().values()), o.otherValues());
      case AnyOf any -> parts(any, TypeAlgebra::values);
    };
  }

  private static @Nullable Type union(Iterable<? extends @Nullable Type> types) {
    Type out = null;
    for (Type type : types) {
      out = TypeUnion.or(out, type);
    }
    return out;
  }

  private static @Nullable Type parts(AnyOf any, Function<Type, @Nullable Type> part) {
    if (any.of().isEmpty()) {
      return any;
    }
    Type out = null;
    for (Type alternative : any.of()) {
      out = TypeUnion.or(part.apply(alternative), out);
    }
    return out;
  }

  /** The type under a constant key; null where there can be none. */
  static @Nullable Type select(@Nullable Type type, Value constant) {
    Value key = plain(constant);
    return switch (type) {
      case null -> null;
      case Scalar s -> null;
      case Signature f -> null;
      case ArrayOf a ->
          key instanceof NumberValue n && n.isLong() && n.longValue() >= 0
              ? item(a, (int) Math.min(n.longValue(), Integer.MAX_VALUE))
              : null;
      case SetOf s -> member(s, of(key));
      case ObjectOf o -> {
        if (o.known().containsKey(key)) {
          yield o.known().get(key);
        }
        Entries others = o.others();
        yield others != null && TypeUnion.contains(others.key(), of(key)) ? others.value() : null;
      }
      case AnyOf any -> parts(any, t -> select(t, key));
    };
  }

  private static @Nullable Type member(SetOf set, Type type) {
    if (TypeUnion.compare(set.of(), type) == 0) {
      return set.of();
    }
    return set.of() instanceof AnyOf any && TypeUnion.contains(any, type) ? type : null;
  }

  /** The constant keys that a value of the type may have. */
  static List<Value> oneOf(@Nullable Type type) {
    return switch (type) {
      case null -> List.of();
      case ObjectOf o -> List.copyOf(o.known().keySet());
      case AnyOf any ->
          any.of().stream().flatMap(t -> oneOf(t).stream()).distinct().sorted().toList();
      case Scalar s -> List.of();
      case ArrayOf a -> List.of();
      case SetOf s -> List.of();
      case Signature f -> List.of();
    };
  }

  /** Whether the type is that of a collection in which nothing can be. */
  static boolean isEmptyCollection(Type type) {
    return switch (type) {
      case Scalar s -> false;
      case ArrayOf a -> a.first().isEmpty() && a.rest() == null;
      case SetOf s -> s.of() == null;
      case ObjectOf o -> o.known().isEmpty() && o.others() == null;
      case AnyOf any -> false;
      case Signature f -> false;
    };
  }
}

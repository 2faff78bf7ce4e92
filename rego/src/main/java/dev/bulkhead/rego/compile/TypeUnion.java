package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Signature;
import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.builtins.Type.AnyOf;
import dev.bulkhead.rego.builtins.Type.ArrayOf;
import dev.bulkhead.rego.builtins.Type.Entries;
import dev.bulkhead.rego.builtins.Type.ObjectOf;
import dev.bulkhead.rego.builtins.Type.Scalar;
import dev.bulkhead.rego.builtins.Type.SetOf;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unions of types, in the order in which OPA has them. */
final class TypeUnion {
  /** A union of more types than this says nothing that helps; it is any value. */
  private static final int MAX_ALTERNATIVES = 256;

  private TypeUnion() {}

  /** The type of what is of the one or the other; a type that is not known adds nothing. */
  static @Nullable Type or(@Nullable Type a, @Nullable Type b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    if (a instanceof Signature || b instanceof Signature) {
      return a instanceof Signature f && b instanceof Signature g ? functions(f, g) : null;
    }
    if (a instanceof AnyOf any) {
      return b instanceof AnyOf other ? merge(any, other) : with(any, b);
    }
    if (b instanceof AnyOf any) {
      return with(any, a);
    }
    int order = compare(a, b);
    return order == 0 ? a : new AnyOf(order < 0 ? List.of(a, b) : List.of(b, a));
  }

  private static Type with(AnyOf any, Type type) {
    if (any.of().isEmpty()) {
      return any;
    }
    int at = Collections.binarySearch(any.of(), type, TypeUnion::compare);
    if (at >= 0) {
      return any;
    }
    var all = new ArrayList<>(any.of());
    all.add(-at - 1, type);
    return bounded(all);
  }

  private static Type merge(AnyOf a, AnyOf b) {
    if (a.of().isEmpty() || b.of().isEmpty()) {
      return Type.ANYTHING;
    }
    var all = new ArrayList<Type>();
    int i = 0;
    int j = 0;
    while (i < a.of().size() && j < b.of().size()) {
      int order = compare(a.of().get(i), b.of().get(j));
      all.add(order <= 0 ? a.of().get(i) : b.of().get(j));
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    all.addAll(a.of().subList(i, a.of().size()));
    all.addAll(b.of().subList(j, b.of().size()));
    return bounded(all);
  }

  private static Type bounded(List<Type> alternatives) {
    return alternatives.size() > MAX_ALTERNATIVES
        ? Type.ANYTHING
        : new AnyOf(Collections.unmodifiableList(alternatives));
  }

  private static @Nullable Type functions(Signature a, Signature b) {
    if (a.parameters().size() != b.parameters().size()) {
      return null;
    }
    var parameters = new ArrayList<Signature.Parameter>();
    for (int i = 0; i < a.parameters().size(); i++) {
      Type type = or(a.parameters().get(i).type(), b.parameters().get(i).type());
      parameters.add(new Signature.Parameter("", type));
    }
    Type result = or(result(a), result(b));
    return new Signature(
        parameters, null, result == null ? null : new Signature.Parameter("", result));
  }

  static @Nullable Type result(Signature signature) {
    Signature.Parameter result = signature.result();
    return result == null ? null : result.type();
  }

  /**
   * Whether a type has all values of another, as far as that can be told from how both are written.
   */
  static boolean contains(@Nullable Type a, Type b) {
    if (a instanceof AnyOf any) {
      return !(b instanceof Signature)
          && (any.of().isEmpty() || Collections.binarySearch(any.of(), b, TypeUnion::compare) >= 0);
    }
    return compare(a, b) == 0;
  }

  static int compare(@Nullable Type a, @Nullable Type b) {
    if (a == b) {
      return 0;
    }
    if (a == null || b == null || rank(a) != rank(b)) {
      return Integer.compare(rank(a), rank(b));
    }
    return switch (a) {
      case Scalar s -> 0;
      case ArrayOf x -> arrays(x, (ArrayOf) b);
      case ObjectOf x -> objects(x, (ObjectOf) b);
      case SetOf x -> compare(x.of(), ((SetOf) b).of());
      case AnyOf x -> all(x.of(), ((AnyOf) b).of());
      case Signature x -> signatures(x, (Signature) b);
    };
  }

  private static int rank(@Nullable Type type) {
    return switch (type) {
      case null -> -1;
      case Scalar s -> s.ordinal();
      case ArrayOf a -> 4;
      case ObjectOf o -> 5;
      case SetOf s -> 6;
      case AnyOf any -> 7;
      case Signature f -> 8;
    };
  }

  private static int arrays(ArrayOf a, ArrayOf b) {
    int order = compare(a.rest(), b.rest());
    return order == 0 ? all(a.first(), b.first()) : order;
  }

  private static int all(List<? extends @Nullable Type> a, List<? extends @Nullable Type> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int objects(ObjectOf a, ObjectOf b) {
    int order = entries(a.others(), b.others());
    Iterator<Map.Entry<Value, @Nullable Type>> left = a.known().entrySet().iterator();
    Iterator<Map.Entry<Value, @Nullable Type>> right = b.known().entrySet().iterator();
    while (order == 0 && left.hasNext() && right.hasNext()) {
      Map.Entry<Value, @Nullable Type> x = left.next();
      Map.Entry<Value, @Nullable Type> y = right.next();
      order = x.getKey().compareTo(y.getKey());
      order = order == 0 ? compare(x.getValue(), y.getValue()) : order;
    }
    return order == 0 ? Integer.compare(a.known().size(), b.known().size()) : order;
  }

  private static int entries(@Nullable Entries a, @Nullable Entries b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    int order = compare(a.key(), b.key());
    return order == 0 ? compare(a.value(), b.value()) : order;
  }

  private static int signatures(Signature a, Signature b) {
    int order = Integer.compare(a.parameters().size(), b.parameters().size());
    for (int i = 0; order == 0 && i < a.parameters().size(); i++) {
      order = compare(a.parameters().get(i).type(), b.parameters().get(i).type());
    }
    return order == 0 ? compare(result(a), result(b)) : order;
  }
}

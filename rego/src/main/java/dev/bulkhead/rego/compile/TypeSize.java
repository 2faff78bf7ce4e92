package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Signature;
import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.builtins.Type.AnyOf;
import dev.bulkhead.rego.builtins.Type.ArrayOf;
import dev.bulkhead.rego.builtins.Type.Entries;
import dev.bulkhead.rego.builtins.Type.ObjectOf;
import dev.bulkhead.rego.builtins.Type.Scalar;
import dev.bulkhead.rego.builtins.Type.SetOf;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the size of types: {@code x := [y, y]} has a type twice the size of that of {@code y}, so
 * that a chain of such rules would have types of any size.
 */
final class TypeSize {
  private static final int MAX_PARTS = 50_000;

  private int parts;

  private TypeSize() {}

  /** The type, or that of any value where it has too many parts. */
  static Type bounded(Type type) {
    var size = new TypeSize();
    size.add(type);
    return size.parts > MAX_PARTS ? Type.ANYTHING : type;
  }

  private void add(@Nullable Type type) {
    if (++parts > MAX_PARTS) {
      return;
    }
    switch (type) {
      case null -> {}
      case Scalar s -> {}
      case Signature f -> {}
      case AnyOf any -> addAll(any.of());
      case ArrayOf a -> {
        addAll(a.first());
        add(a.rest());
      }
      case SetOf s -> add(s.of());
      case ObjectOf o -> {
        addAll(o.known().values());
        Entries others = o.others();
        if (others != null) {
          add(others.key());
          add(others.value());
        }
      }
    }
  }

  private void addAll(Iterable<? extends @Nullable Type> types) {
    for (Type type : types) {
      if (parts > MAX_PARTS) {
        return;
      }
      add(type);
    }
  }
}

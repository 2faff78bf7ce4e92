package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.builtins.Type.AnyOf;
import dev.bulkhead.rego.builtins.Type.Entries;
import dev.bulkhead.rego.builtins.Type.ObjectOf;
import dev.bulkhead.rego.builtins.Type.Scalar;
import dev.bulkhead.rego.builtins.Type.SetOf;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The types of documents, by their paths. A node has a type where a rule gives the document, and
 * children where others give what is below it.
 */
final class TypeTree {
  private final Map<Value, TypeTree> children = new LinkedHashMap<>();
  private @Nullable Type type;

  @Nullable Type type() {
    return type;
  }

  @Nullable TypeTree find(Value key) {
    return children.get(key);
  }

  boolean isLeaf() {
    return type != null;
  }

  boolean isEmpty() {
    return type == null && children.isEmpty();
  }

  Collection<Value> keys() {
    return new TreeSet<>(children.keySet());
  }

  /** The node at a path, made where there is none. */
  TypeTree at(List<Value> path) {
    TypeTree node = this;
    for (Value key : path) {
      node = node.children.computeIfAbsent(key, k -> new TypeTree());
    }
    return node;
  }

  /** Sets the type at a path, whatever it was. */
  void put(List<Value> path, Type type) {
    at(path).type = type;
  }

  /** Adds a type to what is at a path, and to the objects that the path leads through. */
  void insert(List<Value> path, Type added) {
    TypeTree node = this;
    for (int i = 0; i < path.size(); i++) {
      node = node.children.computeIfAbsent(path.get(i), k -> new TypeTree());
      if (i + 1 < path.size() && node.type instanceof ObjectOf object) {
        node.type = with(object, path.subList(i + 1, path.size()), added);
      }
    }
    node.type = merged(node.type, added);
    if (added instanceof ObjectOf) {
      node.addLeaves(new ArrayList<>(), node);
    }
  }

  /** Adds the types of what is below this node to the object at the top. */
  private void addLeaves(List<Value> path, TypeTree top) {
    children.forEach((key, child) -> {
      path.add(key);
      if (child.type == null) {
        child.addLeaves(path, top);
      } else if (top.type instanceof ObjectOf object) {
        top.type = with(object, path, child.type);
      }
      path.removeLast();
    });
  }

  private static ObjectOf with(ObjectOf object, List<Value> path, Type added) {
    Type key = TypeAlgebra.of(path.getFirst());
    Type value =
        path.size() == 1
            ? added
            : with(
                new ObjectOf(Collections.emptySortedMap(), null),
                path.subList(1, path.size()),
                added);
    Entries others = object.others();
    return new ObjectOf(
        object.known(),
        others == null
            ? new Entries(key, value)
            : new Entries(TypeUnion.or(others.key(), key), TypeUnion.or(others.value(), value)));
  }

  /** The type of a document that several rules give parts of. */
  private static @Nullable Type merged(@Nullable Type a, @Nullable Type b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    if (a instanceof AnyOf any && !(b instanceof AnyOf)) {
      return b instanceof ObjectOf object ? among(any, object) : TypeUnion.or(a, b);
    }
    if (a instanceof ObjectOf x && x.known().isEmpty()) {
      if (b instanceof ObjectOf y && y.known().isEmpty()) {
        return objects(x, y);
      }
      if (b instanceof AnyOf any) {
        return among(any, x);
      }
    }
    if (a instanceof SetOf x && b instanceof SetOf y) {
      return new SetOf(TypeUnion.or(x.of(), y.of()));
    }
    return TypeUnion.or(a, b);
  }

  private static ObjectOf object(@Nullable Type key, @Nullable Type value) {
    return new ObjectOf(Collections.emptySortedMap(), new Entries(key, value));
  }

  private static ObjectOf objects(ObjectOf a, ObjectOf b) {
    if (a.others() == null || b.others() == null) {
      return a.others() == null ? b : a;
    }
    return object(
        TypeUnion.or(a.others().key(), b.others().key()),
        merged(a.others().value(), b.others().value()));
  }

  /** The union with an object; one that is like it takes the object's keys and values as well. */
  private static @Nullable Type among(AnyOf any, ObjectOf object) {
    if (object.known().isEmpty() && object.others() != null) {
      for (int i = 0; i < any.of().size(); i++) {
        if (any.of().get(i) instanceof ObjectOf like
            && like.known().isEmpty()
            && like.others() != null) {
          var all = new ArrayList<>(any.of());
          all.set(
              i,
              object(
                  TypeUnion.or(like.others().key(), object.others().key()),
                  TypeUnion.or(like.others().value(), object.others().value())));
          return new AnyOf(List.copyOf(all));
        }
      }
    }
    return TypeUnion.or(any, object);
  }

  /** The type of the whole document here: base documents may give it any further keys. */
  Type extent() {
    if (type != null) {
      return type;
    }
    var known = new TreeMap<Value, @Nullable Type>();
    children.forEach((key, child) -> {
      if (key instanceof StringValue || key instanceof NumberValue || key instanceof BooleanValue) {
        known.put(key, child.extent());
      }
    });
    return new ObjectOf(known, new Entries(Scalar.STRING, Type.ANYTHING));
  }
}

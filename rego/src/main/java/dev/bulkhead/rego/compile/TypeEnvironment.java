package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.compile.Resolved.Variable;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the types of variables and documents in one body. That of a closure adds to that
 * of the body around it; that of an expression under {@code with} has other documents, but keeps
 * its variables where they are kept without.
 */
final class TypeEnvironment {
  static final Value DATA = StringValue.of("data");
  static final Value INPUT = StringValue.of("input");

  private final @Nullable TypeEnvironment outer;
  private final @Nullable TypeTree documents;
  private final Map<Variable, Type> variables;

  private TypeEnvironment(
      @Nullable TypeEnvironment outer,
      @Nullable TypeTree documents,
      Map<Variable, Type> variables) {
    this.outer = outer;
    this.documents = documents;
    this.variables = variables;
  }

  /** The environment of a rule or a query, of which nothing is known but the documents. */
  static TypeEnvironment of(TypeTree documents) {
    return new TypeEnvironment(null, documents, new HashMap<>());
  }

  /** The environment of a body in this one. */
  TypeEnvironment inner() {
    return new TypeEnvironment(this, null, new HashMap<>());
  }

  /** The environment of an expression in which some documents are replaced. */
  TypeEnvironment replacing(TypeTree others) {
    return new TypeEnvironment(this, others, variables);
  }

  @Nullable TypeEnvironment outer() {
    return outer;
  }

  /** The documents that this environment replaces, or all where it is the outermost. */
  @Nullable TypeTree documents() {
    return documents;
  }

  /** The innermost environment in which documents are other than in those around it. */
  TypeEnvironment layer() {
    TypeEnvironment layer = this;
    while (layer.documents == null && layer.outer != null) {
      layer = layer.outer;
    }
    return layer;
  }

  /** The type of a variable; null where it is not known. */
  @Nullable Type variable(Variable variable) {
    for (TypeEnvironment e = this; e != null; e = e.outer) {
      Type known = e.variables.get(variable);
      if (known != null) {
        return known;
      }
    }
    return null;
  }

  /** Keeps a variable's type, where there is one to keep. */
  void put(Variable variable, @Nullable Type type) {
    if (type != null) {
      variables.put(variable, TypeSize.bounded(type));
    }
  }

  /** The type of a document; anything where no rule gives it. */
  @Nullable Type document(Value root, List<Term> path) {
    for (TypeEnvironment e = this; e != null; e = e.outer) {
      TypeTree tree = e.documents;
      TypeTree top = tree == null ? null : tree.find(root);
      if (top != null) {
        Found found = found(top, path);
        if (!found.missing()) {
          return found.type();
        }
      }
    }
    return Type.ANYTHING;
  }

  /**
   * What a tree has at a path.
   *
   * @param missing whether the path leads to no node of it
   */
  private record Found(@Nullable Type type, boolean missing) {}

  private static Found found(TypeTree top, List<Term> path) {
    TypeTree node = top;
    for (int i = 0; i < path.size(); i++) {
      Value key = path.get(i) instanceof Resolved.Const(Value constant) ? constant : null;
      TypeTree child = key == null ? null : node.find(key);
      if (child == null && (key == null || node.isLeaf())) {
        return new Found(below(node.extent(), path.subList(i, path.size())), false);
      }
      if (child == null) {
        return new Found(null, true);
      }
      node = child;
    }
    return new Found(node.extent(), false);
  }

  /** The type of what a path leads to from a value of a type; null where there can be nothing. */
  static @Nullable Type below(@Nullable Type type, List<Term> path) {
    Type at = type;
    for (Term key : path) {
      at =
          key instanceof Resolved.Const(Value value)
              ? TypeAlgebra.select(at, value)
              : TypeAlgebra.values(at);
    }
    return at;
  }
}

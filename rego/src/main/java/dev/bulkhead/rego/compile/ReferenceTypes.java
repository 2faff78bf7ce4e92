package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.builtins.Signature;
import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.builtins.Type.Scalar;
import dev.bulkhead.rego.compile.Resolved.Local;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks references against what is known of the documents that they lead into, and learns from
 * them the types of the variables in their keys.
 */
final class ReferenceTypes {
  /** The keys behind {@code data} that are names: those of packages, of which there is one. */
  private static final int NAMES = 2;

  private final TypeEnvironment env;
  private final TermTypes types;
  private final TypeUnifier unifier;
  private final RuleTypes rules;
  private final List<RegoError> errors;

  ReferenceTypes(
      TypeEnvironment env,
      TermTypes types,
      TypeUnifier unifier,
      RuleTypes rules,
      List<RegoError> errors) {
    this.env = env;
    this.types = types;
    this.unifier = unifier;
    this.rules = rules;
    this.errors = errors;
  }

  /** A reference at hand: all of it, for errors, and its keys. */
  private record Reference(Term whole, List<Term> keys, Location location) {}

  void input(Resolved.Input ref) {
    document(TypeEnvironment.INPUT, new Reference(ref, ref.path(), ref.location()));
  }

  void data(Resolved.Data ref) {
    if (rules.document(env, ref.path()) instanceof Signature function) {
      errors.add(TypeErrors.noCollection(ref, ref.path().size(), function));
      return;
    }
    document(TypeEnvironment.DATA, new Reference(ref, ref.path(), ref.location()));
  }

  void ref(Resolved.Ref ref) {
    var reference = new Reference(ref, ref.path(), ref.location());
    if (ref.head() instanceof Local local && env.variable(local.variable()) == null) {
      env.put(local.variable(), Type.ANYTHING);
    }
    below(types.of(env, ref.head()), reference, 0);
  }

  private void document(Value root, Reference ref) {
    for (TypeEnvironment e = env; e != null; e = e.outer()) {
      TypeTree tree = e.documents();
      TypeTree top = tree == null ? null : tree.find(root);
      if (top != null && ends(top, ref)) {
        return;
      }
    }
    below(Type.ANYTHING, ref, 0);
  }

  /** Follows a reference in a tree; false where it leads out of it. */
  private boolean ends(TypeTree top, Reference ref) {
    TypeTree node = top;
    for (int i = 0; i < ref.keys().size(); i++) {
      if (node.isLeaf()) {
        below(node.type(), ref, i);
        return true;
      }
      Term key = ref.keys().get(i);
      if (i < NAMES && !isName(key)) {
        refuse(ref, i, types.of(env, key), Scalar.STRING, node.keys());
        return true;
      }
      if (key instanceof Local local && !variable(local, TypeAlgebra.keys(node.extent()))) {
        refuse(
            ref, i, env.variable(local.variable()), TypeAlgebra.keys(node.extent()), node.keys());
        return true;
      }
      TypeTree child = key instanceof Resolved.Const(Value value) ? node.find(value) : null;
      if (child == null) {
        return false;
      }
      node = child;
    }
    return true;
  }

  private static boolean isName(Term key) {
    return key instanceof Local || key instanceof Resolved.Const(StringValue text);
  }

  /** Whether a variable may have the type of the keys, which it has from now on. */
  private boolean variable(Local local, @Nullable Type keys) {
    Type known = env.variable(local.variable());
    if (known == null) {
      env.put(local.variable(), keys);
      return true;
    }
    return TypeAlgebra.unifies(known, keys);
  }

  private void below(@Nullable Type type, Reference ref, int from) {
    Type at = type;
    for (int i = from; i < ref.keys().size(); i++) {
      if (at != null && TypeAlgebra.isEmptyCollection(at)) {
        refuse(ref, i, null, null, List.of());
        return;
      }
      Type keys = TypeAlgebra.keys(at);
      if (keys == null) {
        errors.add(TypeErrors.noCollection(ref.whole(), i, at));
        return;
      }
      Term key = ref.keys().get(i);
      if (!mayBe(key, keys, at)) {
        boolean simple = key instanceof Resolved.Const || key instanceof Local;
        Type have = key instanceof Resolved.Const ? null : types.of(env, key);
        refuse(ref, i, have, keys, simple ? TypeAlgebra.oneOf(at) : List.of());
        return;
      }
      at =
          key instanceof Resolved.Const(Value constant)
              ? TypeAlgebra.select(at, constant)
              : TypeAlgebra.values(at);
    }
  }

  private boolean mayBe(Term key, Type keys, @Nullable Type at) {
    return switch (key) {
      case Resolved.Const(Value constant) -> TypeAlgebra.select(at, constant) != null;
      case Local local -> variable(local, keys);
      default -> unifier.fits(key, keys, false);
    };
  }

  private void refuse(
      Reference ref, int index, @Nullable Type have, @Nullable Type want, Collection<Value> oneOf) {
    errors.add(TypeErrors.noSuchKey(ref.whole(), index, have, want, oneOf));
  }
}

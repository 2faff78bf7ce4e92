package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks references against what is known of the documents that they lead into. */
final class ReferenceTypes {
  private final TypeEnvironment types;
  private final TypeUnifier unifier;
  private final List<RegoError> errors;

  ReferenceTypes(TypeEnvironment types, TypeUnifier unifier, List<RegoError> errors) {
    this.types = types;
    this.unifier = unifier;
    this.errors = errors;
  }

  void input(Resolved.Input ref) {
    path(Type.ANYTHING, ref.path(), ref, ref.location());
  }

  void data(Resolved.Data ref) {
    RuleTypes.Found found = types.data(ref.path());
    if (found.function()) {
      String name = ResolvedText.of(ref);
      errors.add(
          RegoError.of(
              RegoError.TYPE,
              "function " + name + " used as reference, not called",
              ref.location()));
      return;
    }
    path(found.type(), ref.path().subList(found.length(), ref.path().size()), ref, ref.location());
  }

  void ref(Resolved.Ref ref) {
    Type head = types.type(ref.head());
    path(head == null ? Type.ANYTHING : head, ref.path(), ref, ref.location());
  }

  private void path(Type type, List<Term> path, Term whole, Location location) {
    Type at = type;
    for (Term key : path) {
      Type next = step(at, key);
      if (next == null) {
        undefined(whole, at, key, location);
        return;
      }
      at = next;
    }
  }

  /** The type behind a key; null where there can be nothing. */
  private @Nullable Type step(Type type, Term key) {
    Type keys = TypeAlgebra.keys(type);
    if (keys == null || TypeAlgebra.isEmptyCollection(type)) {
      return null;
    }
    if (key instanceof Resolved.Const(Value constant)) {
      return TypeAlgebra.select(type, constant);
    }
    return unifier.fits(key, keys, false) ? TypeAlgebra.values(type) : null;
  }

  private void undefined(Term whole, Type at, Term key, Location location) {
    Type keys = TypeAlgebra.keys(at);
    RegoError error =
        RegoError.of(RegoError.TYPE, "undefined ref: " + ResolvedText.of(whole), location);
    if (keys == null) {
      errors.add(error.withDetails(List.of("have: " + at)));
      return;
    }
    Type have = types.type(key);
    var details = new java.util.ArrayList<String>();
    details.add("have: " + (key instanceof Resolved.Const(Value c) ? c : String.valueOf(have)));
    details.add("want (type): " + keys);
    if (at instanceof Type.ObjectOf o && !o.known().isEmpty()) {
      details.add("want (one of): " + new TreeSet<>(o.known().keySet()));
    }
    errors.add(error.withDetails(details));
  }
}

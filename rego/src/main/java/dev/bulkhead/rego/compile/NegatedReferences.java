package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Local;
import dev.bulkhead.rego.compile.Resolved.Term;

/**
 * Evaluates references inside a negated expression before it: {@code not startswith(input.x, "a")}
 * is undefined where {@code input.x} is, as in OPA. A reference that is itself negated or compared,
 * as in {@code not input.x == 1}, stays where it is.
 */
final class NegatedReferences {
  private final BodyPlanner body;

  NegatedReferences(BodyPlanner body) {
    this.body = body;
  }

  Expr outOf(Expr expr) {
    return switch (expr) {
      case Resolved.Test(Resolved.Call call, var location) ->
          new Resolved.Test(
              Parts.arguments(call, NestedCalls.isEquality(call) ? this::inside : this::value),
              location);
      case Resolved.Test e -> new Resolved.Test(inside(e.term()), e.location());
      case Resolved.Unify(Resolved.Call call, Term right, var location, var assigned) ->
          new Resolved.Unify(Parts.arguments(call, this::value), value(right), location, assigned);
      case Resolved.Unify e ->
          new Resolved.Unify(inside(e.left()), inside(e.right()), e.location(), e.assigned());
      case Resolved.Not e -> e;
      case Resolved.NotBody e -> e;
      case Resolved.Logical e -> e;
      case Resolved.Every e -> e;
      case Resolved.SomeIn e -> e;
      case Resolved.With e -> e;
    };
  }

  /** The term with variables for the references in its parts. */
  private Term inside(Term term) {
    return term instanceof Resolved.Ref(var head, var path, var location)
        ? new Resolved.Ref(inside(head), Parts.all(path, this::value), location)
        : Parts.map(term, this::value);
  }

  /** The term with a variable for it, where it is a reference. */
  private Term value(Term term) {
    return switch (term) {
      case Resolved.Ref r -> kept(inside(r), r.location());
      case Resolved.Input i -> kept(inside(i), i.location());
      case Resolved.Data d -> kept(inside(d), d.location());
      case Resolved.Array _,
          Resolved.SetOf _,
          Resolved.Obj _,
          Resolved.Call _,
          Resolved.Const _,
          Local _,
          Resolved.Comprehension _,
          Resolved.Template _ ->
          inside(term);
    };
  }

  private Term kept(Term term, dev.bulkhead.rego.syntax.Location location) {
    return new Local(body.bindNew(term), location);
  }
}

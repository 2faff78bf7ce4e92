package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Local;
import dev.bulkhead.rego.compile.Resolved.Term;
import java.util.ArrayList;
import java.util.List;

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
              call(call, NestedCalls.isEquality(call) ? inside(call.args()) : all(call.args())),
              location);
      case Resolved.Test e -> new Resolved.Test(inside(e.term()), e.location());
      case Resolved.Unify(Resolved.Call call, Term right, var location, var assigned) ->
          new Resolved.Unify(call(call, all(call.args())), value(right), location, assigned);
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

  private static Resolved.Call call(Resolved.Call call, List<Term> args) {
    return new Resolved.Call(call.callee(), args, call.location(), call.resultWritten());
  }

  private List<Term> all(List<Term> terms) {
    var out = new ArrayList<Term>(terms.size());
    terms.forEach(t -> out.add(value(t)));
    return out;
  }

  private List<Term> inside(List<Term> terms) {
    var out = new ArrayList<Term>(terms.size());
    terms.forEach(t -> out.add(inside(t)));
    return out;
  }

  /** The term with variables for the references in its parts. */
  private Term inside(Term term) {
    return switch (term) {
      case Resolved.Ref r -> new Resolved.Ref(inside(r.head()), all(r.path()), r.location());
      case Resolved.Input i -> new Resolved.Input(all(i.path()), i.location());
      case Resolved.Data d -> new Resolved.Data(all(d.path()), d.location());
      case Resolved.Array a -> new Resolved.Array(all(a.items()));
      case Resolved.SetOf s -> new Resolved.SetOf(all(s.items()));
      case Resolved.Obj o -> new Resolved.Obj(all(o.keys()), all(o.values()));
      case Resolved.Call c -> call(c, all(c.args()));
      case Resolved.Const c -> c;
      case Local l -> l;
      case Resolved.Comprehension c -> c;
      case Resolved.Template t -> t;
    };
  }

  /** The term with a variable for it, where it is a reference. */
  private Term value(Term term) {
    return switch (term) {
      case Resolved.Ref r -> kept(inside(r), r.location());
      case Resolved.Input i -> kept(inside(i), i.location());
      case Resolved.Data d -> kept(inside(d), d.location());
      case Resolved.Array a -> inside(a);
      case Resolved.SetOf s -> inside(s);
      case Resolved.Obj o -> inside(o);
      case Resolved.Call c -> inside(c);
      case Resolved.Const c -> c;
      case Local l -> l;
      case Resolved.Comprehension c -> c;
      case Resolved.Template t -> t;
    };
  }

  private Term kept(Term term, dev.bulkhead.rego.syntax.Location location) {
    return new Local(body.bindNew(term), location);
  }
}

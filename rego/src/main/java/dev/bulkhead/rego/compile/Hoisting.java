package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Comprehension;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Local;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.compile.Resolved.Unify;
import dev.bulkhead.rego.compile.Resolved.Variable;
import dev.bulkhead.rego.syntax.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts the expressions of a flat body into the order of their evaluation, and gives references and
 * comprehensions within terms a variable before: {@code f([input.x])} is {@code y = input.x;
 * f([y])}. An expression that is itself a reference or compares one keeps it.
 */
final class Hoisting {
  private final Bound bound;
  private final Safety safety;
  private final boolean equalUnifies;
  private final List<Expr> out = new ArrayList<>();
  private final int scope;
  private final List<RegoError> unsafe;

  /** What was bound before the body. */
  private final int start;

  private List<Resolved.Modification> modifiers = List.of();

  private Hoisting(Bound bound, boolean equalUnifies, int scope, List<RegoError> unsafe) {
    this.bound = bound;
    this.safety = new Safety(bound);
    this.equalUnifies = equalUnifies;
    this.scope = scope;
    this.unsafe = unsafe;
    this.start = bound.mark();
  }

  /**
   * The body as it is evaluated.
   *
   * @param bound the variables that have values before; those of the body are added
   * @param equalUnifies whether {@code a == b} is taken for {@code a = b}, as in rules
   * @param unsafe takes the errors where there is no such order
   */
  static Body of(Body body, Bound bound, boolean equalUnifies, List<RegoError> unsafe) {
    var hoisting = new Hoisting(bound, equalUnifies, body.scope(), unsafe);
    hoisting.inOrder(body.exprs());
    return new Body(body.scope(), List.copyOf(hoisting.out));
  }

  private void inOrder(List<Expr> exprs) {
    var remaining = new ArrayList<>(exprs);
    int before = 0;
    while (remaining.size() != before) {
      before = remaining.size();
      remaining.removeIf(e -> {
        boolean ready = ready(e);
        if (ready) {
          add(e);
        }
        return ready;
      });
    }
    if (!remaining.isEmpty()) {
      unsafe.addAll(new UnsafeVariables(bound).of(remaining).errors());
    }
  }

  /**
   * Whether the expression can be evaluated next. OPA refuses one whose comprehensions take from
   * the body just the variables that stand in its references, as {@code [x | x > 1] < xs[x]}.
   */
  private boolean ready(Expr expr) {
    int mark = bound.mark();
    if (!safety.ready(expr)) {
      return false;
    }
    Set<Variable> taken = taken(expr, new HashSet<>(bound.since(start)));
    if (!taken.isEmpty() && taken.equals(outputs(expr, mark))) {
      bound.backTo(mark);
      return false;
    }
    return true;
  }

  /** The variables that OPA takes an expression to give values to, be it anew or again. */
  private Set<Variable> outputs(Expr expr, int mark) {
    Set<Variable> out = new HashSet<>();
    switch (expr) {
      case Unify(Resolved.Call call, Term result, Location at, boolean assigned) -> {
        inReferences(expr, out);
        Variables.visit(result, (variable, location) -> out.add(variable));
      }
      case Unify e -> out.addAll(bound.since(mark));
      case Resolved.Test e -> inReferences(e, out);
      case Resolved.With e -> out.addAll(outputs(e.inner(), mark));
      case Resolved.Not e -> {}
      case Resolved.NotBody e -> {}
      case Resolved.Logical e -> {}
      case Resolved.Every e -> {}
      case Resolved.SomeIn e -> {}
    }
    return out;
  }

  private static void inReferences(Expr expr, Set<Variable> out) {
    References.visit(
        expr,
        reference -> {
          for (Term key : References.keys(reference)) {
            Variables.visit(key, (variable, location) -> out.add(variable));
          }
        });
  }

  /** The variables of a body that the comprehensions in an expression take from it. */
  private static Set<Variable> taken(Expr expr, Set<Variable> ofBody) {
    Set<Variable> out = new HashSet<>();
    Closures.visit(
        expr,
        comprehension -> {
          Variables.visit(
              comprehension,
              (variable, location) -> {
                if (ofBody.contains(variable)) {
                  out.add(variable);
                }
              });
          return false;
        });
    return out;
  }

  private void add(Expr expr) {
    if (expr instanceof Resolved.With with) {
      modifiers = with.modifications();
      emit(plain(with.inner()));
      modifiers = List.of();
    } else {
      emit(plain(expr));
    }
  }

  private void emit(Expr expr) {
    out.add(modifiers.isEmpty() ? expr : new Resolved.With(modifiers, expr, expr.location()));
  }

  private Expr plain(Expr expr) {
    return switch (expr) {
      case Resolved.Test(Resolved.Call call, Location at) ->
          equalUnifies && NestedCalls.isEquality(call)
              ? new Unify(kept(call.args().getFirst()), kept(call.args().getLast()), at)
              : new Resolved.Test(Parts.arguments(call, this::value), at);
      case Resolved.Test e -> new Resolved.Test(kept(e.term()), e.location());
      case Unify(Resolved.Call call, Term result, Location at, boolean assigned) ->
          new Unify(Parts.arguments(call, this::value), value(result), at, assigned);
      case Unify e -> new Unify(kept(e.left()), kept(e.right()), e.location(), e.assigned());
      case Resolved.Not e -> new Resolved.Not(plain(e.inner()), e.location());
      case Resolved.NotBody e -> new Resolved.NotBody(inner(e.body()), e.location());
      case Resolved.Logical e ->
          new Resolved.Logical(e.conjunction(), inner(e.left()), inner(e.right()), e.location());
      case Resolved.Every e -> every(e);
      case Resolved.SomeIn e -> e;
      case Resolved.With e -> throw new IllegalStateException("modifiers within modifiers");
    };
  }

  private Expr every(Resolved.Every e) {
    int mark = bound.mark();
    if (e.key() != null) {
      bound.add(e.key());
    }
    bound.add(e.value());
    Body body = of(e.body(), bound, equalUnifies, unsafe);
    bound.backTo(mark);
    return new Resolved.Every(
        e.key(), e.value(), e.domain(), e.domainLocation(), body, e.location());
  }

  private Body inner(Body body) {
    int mark = bound.mark();
    Body ordered = of(body, bound, equalUnifies, unsafe);
    bound.backTo(mark);
    return ordered;
  }

  private Comprehension inner(Comprehension c) {
    return new Comprehension(c.shape(), c.key(), c.head(), inner(c.body()), c.location());
  }

  /** The term itself, with variables for what is in it. */
  private Term kept(Term term) {
    return switch (term) {
      case Resolved.Input i -> Parts.map(i, this::value);
      case Resolved.Data d -> Parts.map(d, this::value);
      case Resolved.Ref r -> keys(r);
      case Comprehension c -> inner(c);
      default -> value(term);
    };
  }

  private Resolved.Ref keys(Resolved.Ref ref) {
    return new Resolved.Ref(ref.head(), Parts.all(ref.path(), this::value), ref.location());
  }

  /** The term, or a variable for it where it is a reference or a comprehension. */
  private Term value(Term term) {
    return switch (term) {
      case Resolved.Input i -> variable(term, kept(i), i.location());
      case Resolved.Data d -> variable(term, kept(d), d.location());
      case Resolved.Ref r -> variable(term, kept(r), r.location());
      case Comprehension c -> variable(term, inner(c), c.location());
      default -> Parts.map(term, this::value);
    };
  }

  private Local variable(Term written, Term term, Location location) {
    var local = new Local(new Variable("$term", scope, written), location);
    bound.add(local.variable());
    emit(new Unify(local, term, location));
    return local;
  }
}

package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.compile.Resolved.Variable;
import dev.bulkhead.rego.syntax.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which expressions can be evaluated when, and what they bind. A variable is bound by a reference
 * that it stands in ({@code input.xs[i]}), by unification with something known, and by {@code some
 * … in}.
 */
final class Safety {
  private final Bound bound;

  Safety(Bound bound) {
    this.bound = bound;
  }

  /**
   * Whether the expression can be evaluated now; if so its variables become bound, if not nothing
   * changes.
   */
  boolean ready(Expr expr) {
    int mark = bound.mark();
    if (tryExpr(expr)) {
      return true;
    }
    bound.backTo(mark);
    return false;
  }

  private boolean tryExpr(Expr expr) {
    return switch (expr) {
      case Resolved.Test e -> evaluable(e.term());
      case Resolved.Unify e -> unifiable(e.left(), e.right());
      case Resolved.Not e -> {
        int mark = bound.mark();
        boolean ok = tryExpr(e.inner()) && !bound.grewSince(mark);
        yield ok;
      }
      case Resolved.NotBody e -> outerBound(e.body(), e.body().scope());
      case Resolved.Logical e ->
          outerBound(e.left(), e.left().scope()) && outerBound(e.right(), e.right().scope());
      case Resolved.Every e -> evaluable(e.domain()) && outerBound(e.body(), e.value().scope);
      case Resolved.SomeIn e ->
          evaluable(e.domain()) && (e.key() == null || matchable(e.key())) && matchable(e.value());
      case Resolved.With e -> {
        for (Resolved.Modification m : e.modifications()) {
          if (!evaluable(m.value())) {
            yield false;
          }
        }
        yield tryExpr(e.inner());
      }
    };
  }

  /** Whether one side can be evaluated and the other matched against it, or both item by item. */
  boolean unifiable(Term left, Term right) {
    if (!Shapes.fit(left, right)) {
      return evaluable(left) && evaluable(right);
    }
    int mark = bound.mark();
    if (evaluable(right) && matchable(left)) {
      return true;
    }
    bound.backTo(mark);
    if (evaluable(left) && matchable(right)) {
      return true;
    }
    bound.backTo(mark);
    List<Term[]> pairs = pairs(left, right);
    return pairs != null && allUnifiable(pairs);
  }

  private boolean allUnifiable(List<Term[]> pairs) {
    var remaining = new ArrayList<>(pairs);
    while (!remaining.isEmpty()) {
      boolean progress =
          remaining.removeIf(p -> {
            int mark = bound.mark();
            boolean ok = unifiable(p[0], p[1]);
            if (!ok) {
              bound.backTo(mark);
            }
            return ok;
          });
      if (!progress) {
        return false;
      }
    }
    return true;
  }

  /**
   * The items of two arrays of one length, or of two objects with the same constant keys; null for
   * anything else.
   */
  static @Nullable List<Term[]> pairs(Term left, Term right) {
    if (left instanceof Resolved.Array a
        && right instanceof Resolved.Array b
        && a.items().size() == b.items().size()) {
      var out = new ArrayList<Term[]>();
      for (int i = 0; i < a.items().size(); i++) {
        out.add(new Term[] {a.items().get(i), b.items().get(i)});
      }
      return out;
    }
    if (left instanceof Resolved.Obj a && right instanceof Resolved.Obj b) {
      return objectPairs(a, b);
    }
    return null;
  }

  private static @Nullable List<Term[]> objectPairs(Resolved.Obj a, Resolved.Obj b) {
    if (a.keys().size() != b.keys().size()) {
      return null;
    }
    var out = new ArrayList<Term[]>();
    for (int i = 0; i < a.keys().size(); i++) {
      int j = b.keys().indexOf(a.keys().get(i));
      if (j < 0) {
        return null;
      }
      out.add(new Term[] {a.values().get(i), b.values().get(j)});
    }
    return out;
  }

  boolean isBound(Term term) {
    int mark = bound.mark();
    boolean ok = evaluable(term) && !bound.grewSince(mark);
    bound.backTo(mark);
    return ok;
  }

  /** Whether the term has values now; variables in the paths of references become bound. */
  boolean evaluable(Term term) {
    return settled(term, false);
  }

  /** Whether the term can be matched against a known value; its variables become bound. */
  boolean matchable(Term term) {
    return settled(term, true);
  }

  /** Walks until nothing more gets bound: in {@code f(x, xs[x])} the second binds for the first. */
  private boolean settled(Term term, boolean pattern) {
    while (true) {
      int mark = bound.mark();
      if (walk(term, pattern)) {
        return true;
      }
      if (!bound.grewSince(mark)) {
        return false;
      }
    }
  }

  private boolean walk(Term term, boolean pattern) {
    return switch (term) {
      case Resolved.Const c -> true;
      case Resolved.Local l -> {
        if (pattern) {
          bound.add(l.variable());
        }
        yield bound.contains(l.variable());
      }
      case Resolved.Input i -> path(i.path());
      case Resolved.Data d -> path(d.path());
      case Resolved.Ref r -> walk(r.head(), false) && path(r.path());
      case Resolved.Call c -> all(c.args(), false);
      case Resolved.Array a -> all(a.items(), pattern);
      case Resolved.SetOf s -> all(s.items(), false);
      case Resolved.Obj o -> {
        boolean keys = all(o.keys(), false);
        yield all(o.values(), pattern) && keys;
      }
      case Resolved.Comprehension c -> outerBound(c, c.body().scope());
      case Resolved.Template t ->
          t.parts().stream().allMatch(p -> !(p instanceof Term h) || walk(h, false));
    };
  }

  /** All terms are walked, also behind one that is not ready, for what they bind. */
  private boolean all(List<Term> terms, boolean pattern) {
    boolean ready = true;
    for (Term term : terms) {
      ready &= walk(term, pattern);
    }
    return ready;
  }

  private boolean path(List<Term> path) {
    int mark = bound.mark();
    for (Term key : path) {
      if (!walk(key, true)) {
        bound.backTo(mark);
        return false;
      }
    }
    return true;
  }

  /** Whether all variables that a closure takes from outside are bound. */
  private boolean outerBound(Resolved.Node closure, int scope) {
    var ok = new boolean[] {true};
    Variables.visit(
        closure,
        (variable, location) -> {
          if (variable.scope < scope && !bound.contains(variable)) {
            ok[0] = false;
          }
        });
    return ok[0];
  }

  /** Whether the body's scope is this one or lies inside it. */
  static boolean owns(Body body, Variable variable) {
    return variable.scope >= body.scope();
  }
}

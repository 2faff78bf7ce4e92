package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.compile.Resolved.Variable;
import dev.bulkhead.rego.syntax.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says which variables of expressions that cannot be evaluated are to blame, and where, as OPA
 * does: first those of the body itself, and only where there are none those of the closures in it;
 * the place is the innermost expression or call.
 */
final class UnsafeVariables {
  private final Bound bound;

  UnsafeVariables(Bound bound) {
    this.bound = bound;
  }

  /** The error for expressions of a body none of which can be evaluated next. */
  RegoException of(List<Expr> exprs) {
    var found = new LinkedHashMap<Variable, Location>();
    exprs.forEach(e -> new Walk(found, false).expr(e));
    if (found.isEmpty()) {
      exprs.forEach(e -> new Walk(found, true).expr(e));
    }
    withoutAssigned(exprs, found);
    return error(found, exprs.getFirst().location());
  }

  /** What an expression would assign is no news where other variables are missing. */
  private static void withoutAssigned(List<Expr> exprs, Map<Variable, Location> found) {
    Set<Variable> assigned = new HashSet<>();
    for (Expr expr : exprs) {
      if (expr instanceof Resolved.Unify u && u.assigned()) {
        Variables.visit(u.left(), (variable, location) -> assigned.add(variable));
      }
    }
    if (!assigned.containsAll(found.keySet())) {
      found.keySet().removeAll(assigned);
    }
  }

  private static RegoException error(Map<Variable, Location> found, Location otherwise) {
    var errors = new ArrayList<RegoError>();
    found.forEach((variable, location) -> {
      if (!variable.isGenerated()) {
        errors.add(error(variable, location));
      }
    });
    if (errors.isEmpty()) {
      errors.add(RegoError.of(RegoError.UNSAFE, "expression is unsafe", otherwise));
    }
    return new RegoException(errors);
  }

  private static RegoError error(Variable variable, Location location) {
    return RegoError.of(RegoError.UNSAFE, "var " + variable.shown() + " is unsafe", location);
  }

  /**
   * Checks that the variables of a rule's head appear elsewhere.
   *
   * @throws RegoException where one does not
   */
  void checkHead(List<Term> head, List<Expr> body, int scope) {
    Set<Variable> known = new HashSet<>();
    body.forEach(e -> Variables.visit(e, (variable, location) -> known.add(variable)));
    head.forEach(t -> new Paths(known).term(t));
    var found = new LinkedHashMap<Variable, Location>();
    for (Term term : head) {
      Location call = term instanceof Resolved.Call c ? c.location() : null;
      Variables.visit(
          term,
          (variable, location) -> {
            if (variable.scope <= scope && !bound.contains(variable) && !known.contains(variable)) {
              found.putIfAbsent(variable, call == null ? location : call);
            }
          });
    }
    if (!found.isEmpty()) {
      var errors = new ArrayList<RegoError>();
      found.forEach((variable, location) -> errors.add(error(variable, location)));
      throw new RegoException(errors);
    }
  }

  /** Whether references among the terms have variables that nothing has bound yet. */
  boolean areBoundByPaths(List<Term> head) {
    Set<Variable> inPaths = new HashSet<>();
    head.forEach(t -> new Paths(inPaths).term(t));
    return inPaths.stream().anyMatch(v -> !bound.contains(v));
  }

  /** Collects the variables that references in a head bind. */
  private record Paths(Set<Variable> known) {
    void term(Term term) {
      switch (term) {
        case Resolved.Input i -> i.path().forEach(this::key);
        case Resolved.Data d -> d.path().forEach(this::key);
        case Resolved.Ref r -> {
          term(r.head());
          r.path().forEach(this::key);
        }
        case Resolved.Call c -> c.args().forEach(this::term);
        case Resolved.Array a -> a.items().forEach(this::term);
        case Resolved.SetOf s -> s.items().forEach(this::term);
        case Resolved.Obj o -> {
          o.keys().forEach(this::term);
          o.values().forEach(this::term);
        }
        case Resolved.Const c -> {}
        case Resolved.Local l -> {}
        case Resolved.Comprehension c -> {}
        case Resolved.Template t -> {}
      }
    }

    private void key(Term key) {
      if (key instanceof Resolved.Local l) {
        known.add(l.variable());
      } else {
        term(key);
      }
    }
  }

  /** Collects unbound variables, each with the first expression or call that it stands in. */
  private final class Walk {
    private final Map<Variable, Location> found;
    private final boolean closures;

    /** Whether references bind the variables in their paths, as they do outside of negations. */
    private boolean outputs = true;

    Walk(Map<Variable, Location> found, boolean closures) {
      this.found = found;
      this.closures = closures;
    }

    void expr(Expr expr) {
      Location at = expr.location();
      switch (expr) {
        case Resolved.Test(Resolved.Call call, var location) -> terms(call.args(), at);
        case Resolved.Test e -> term(e.term(), at);
        case Resolved.Unify e -> {
          side(e.left(), at);
          side(e.right(), at);
        }
        case Resolved.Not e -> {
          boolean before = outputs;
          outputs = false;
          expr(e.inner());
          outputs = before;
        }
        case Resolved.NotBody e -> body(e.body(), e.body().scope(), at);
        case Resolved.Logical e -> {
          body(e.left(), e.left().scope(), at);
          body(e.right(), e.right().scope(), at);
        }
        case Resolved.Every e -> {
          term(e.domain(), e.domainLocation());
          body(e.body(), e.value().scope, at);
        }
        case Resolved.SomeIn e -> {
          term(e.domain(), at);
          if (e.key() != null) {
            term(e.key(), at);
          }
          term(e.value(), at);
        }
        case Resolved.With e -> {
          e.modifications().forEach(m -> term(m.value(), at));
          expr(e.inner());
        }
      }
    }

    private void side(Term term, Location at) {
      if (term instanceof Resolved.Call call && call.resultWritten()) {
        terms(call.args(), at);
      } else {
        term(term, at);
      }
    }

    private void body(Body body, int scope, Location at) {
      if (closures) {
        body.exprs().forEach(this::expr);
      } else {
        Variables.visit(
            body,
            (variable, location) -> {
              if (variable.scope < scope) {
                note(variable, at);
              }
            });
      }
    }

    private void terms(List<Term> terms, Location at) {
      terms.forEach(t -> term(t, at));
    }

    private void term(Term term, Location at) {
      switch (term) {
        case Resolved.Local l -> note(l.variable(), at);
        case Resolved.Input i -> path(i.path(), at);
        case Resolved.Data d -> path(d.path(), at);
        case Resolved.Ref r -> {
          int before = found.size();
          term(r.head(), at);
          if (found.size() == before) {
            path(r.path(), at);
          } else {
            terms(r.path(), at);
          }
        }
        case Resolved.Call c -> terms(c.args(), c.location());
        case Resolved.Array a -> terms(a.items(), at);
        case Resolved.SetOf s -> terms(s.items(), at);
        case Resolved.Obj o -> {
          terms(o.keys(), at);
          terms(o.values(), at);
        }
        case Resolved.Comprehension c -> comprehension(c, at);
        case Resolved.Template t ->
            t.parts()
                .forEach(p -> {
                  if (p instanceof Term hole) {
                    term(hole, at);
                  }
                });
        case Resolved.Const c -> {}
      }
    }

    private void path(List<Term> path, Location at) {
      for (Term key : path) {
        if (!outputs || !(key instanceof Resolved.Local)) {
          term(key, at);
        }
      }
    }

    private void comprehension(Resolved.Comprehension c, Location at) {
      if (closures) {
        term(c.head(), at);
        if (c.key() != null) {
          term(c.key(), at);
        }
        body(c.body(), c.body().scope(), at);
      } else {
        Variables.visit(
            c,
            (variable, location) -> {
              if (variable.scope < c.body().scope()) {
                note(variable, at);
              }
            });
      }
    }

    private void note(Variable variable, Location location) {
      if (!bound.contains(variable)) {
        found.putIfAbsent(variable, location);
      }
    }
  }
}

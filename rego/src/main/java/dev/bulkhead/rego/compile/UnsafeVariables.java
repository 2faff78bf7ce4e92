package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Comprehension;
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
    Location first = exprs.getFirst().location();
    var found = new LinkedHashMap<Variable, Location>();
    exprs.forEach(new Blame(found, false, first)::expr);
    if (found.isEmpty()) {
      exprs.forEach(new Blame(found, true, first)::expr);
    }
    withoutAssigned(exprs, found);
    return error(found, first);
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
  private static final class Paths extends Walk {
    private final Set<Variable> known;

    Paths(Set<Variable> known) {
      this.known = known;
    }

    @Override
    void keys(List<Term> keys) {
      for (Term key : keys) {
        if (key instanceof Resolved.Local l) {
          known.add(l.variable());
        } else {
          term(key);
        }
      }
    }

    @Override
    void comprehension(Comprehension comprehension) {}

    @Override
    void template(Resolved.Template template) {}
  }

  /** Collects unbound variables, each with the first expression or call that it stands in. */
  private final class Blame extends Walk {
    private final Map<Variable, Location> found;
    private final boolean closures;

    /** The place of the innermost expression or call. */
    private Location at;

    /** Whether references bind the variables in their paths, as they do outside of negations. */
    private boolean outputs = true;

    Blame(Map<Variable, Location> found, boolean closures, Location start) {
      this.found = found;
      this.closures = closures;
      this.at = start;
    }

    @Override
    void expr(Expr expr) {
      within(expr.location(), () -> parts(expr));
    }

    private void parts(Expr expr) {
      switch (expr) {
        case Resolved.Test(Resolved.Call call, var location) -> terms(call.args());
        case Resolved.Unify e -> {
          side(e.left());
          side(e.right());
        }
        case Resolved.Not e -> {
          boolean before = outputs;
          outputs = false;
          expr(e.inner());
          outputs = before;
        }
        default -> super.expr(expr);
      }
    }

    /** A call that is an expression of its own is not a place within one. */
    private void side(Term term) {
      if (term instanceof Resolved.Call call && call.resultWritten()) {
        terms(call.args());
      } else {
        term(term);
      }
    }

    @Override
    void every(Resolved.Every every) {
      within(every.domainLocation(), () -> term(every.domain()));
      if (closures) {
        body(every.body());
      } else {
        taken(every.body(), every.value().scope);
      }
    }

    @Override
    void body(Body body) {
      if (closures) {
        super.body(body);
      } else {
        taken(body, body.scope());
      }
    }

    @Override
    void comprehension(Comprehension c) {
      if (closures) {
        super.comprehension(c);
      } else {
        taken(c, c.body().scope());
      }
    }

    /** Notes what a closure takes from outside. */
    private void taken(Resolved.Node closure, int scope) {
      Variables.visit(
          closure,
          (variable, location) -> {
            if (variable.scope < scope) {
              note(variable);
            }
          });
    }

    @Override
    void term(Term term) {
      switch (term) {
        case Resolved.Call c -> within(c.location(), () -> super.term(c));
        case Resolved.Ref r -> ref(r);
        default -> super.term(term);
      }
    }

    private void ref(Resolved.Ref ref) {
      int before = found.size();
      term(ref.head());
      if (found.size() == before) {
        keys(ref.path());
      } else {
        terms(ref.path());
      }
    }

    @Override
    void keys(List<Term> keys) {
      for (Term key : keys) {
        if (!outputs || !(key instanceof Resolved.Local)) {
          term(key);
        }
      }
    }

    @Override
    void local(Resolved.Local local) {
      note(local.variable());
    }

    private void note(Variable variable) {
      if (!bound.contains(variable)) {
        found.putIfAbsent(variable, at);
      }
    }

    private void within(Location place, Runnable parts) {
      Location before = at;
      at = place;
      parts.run();
      at = before;
    }
  }
}

package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Comprehension;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Term;
import java.util.function.Predicate;

/** Visits the comprehensions in an expression, those in the bodies of others after these. */
final class Closures {
  private final Predicate<Comprehension> visitor;

  private Closures(Predicate<Comprehension> visitor) {
    this.visitor = visitor;
  }

  /**
   * Visits the comprehensions.
   *
   * @param visitor tells whether to go on inside of the one that it is given
   */
  static void visit(Expr expr, Predicate<Comprehension> visitor) {
    new Closures(visitor).expr(expr);
  }

  private void body(Body body) {
    body.exprs().forEach(this::expr);
  }

  private void expr(Expr expr) {
    switch (expr) {
      case Resolved.Test e -> term(e.term());
      case Resolved.Unify e -> {
        term(e.left());
        term(e.right());
      }
      case Resolved.Not e -> expr(e.inner());
      case Resolved.NotBody e -> body(e.body());
      case Resolved.Logical e -> {
        body(e.left());
        body(e.right());
      }
      case Resolved.Every e -> {
        term(e.domain());
        body(e.body());
      }
      case Resolved.SomeIn e -> term(e.domain());
      case Resolved.With e -> {
        expr(e.inner());
        e.modifications().forEach(m -> term(m.value()));
      }
    }
  }

  private void term(Term term) {
    if (term instanceof Comprehension c) {
      if (visitor.test(c)) {
        body(c.body());
      }
      return;
    }
    Parts.each(term, this::term);
  }
}

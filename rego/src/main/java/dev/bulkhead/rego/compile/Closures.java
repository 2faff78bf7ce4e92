package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Comprehension;
import dev.bulkhead.rego.compile.Resolved.Expr;
import java.util.function.Predicate;

/** Visits the comprehensions in an expression, those in the bodies of others after these. */
final class Closures extends Walk {
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

  @Override
  void comprehension(Comprehension comprehension) {
    if (visitor.test(comprehension)) {
      body(comprehension.body());
    }
  }
}

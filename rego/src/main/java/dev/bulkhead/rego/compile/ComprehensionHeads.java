package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Comprehension;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Local;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.compile.Resolved.Unify;
import dev.bulkhead.rego.compile.Resolved.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a comprehension's head bind variables for its body where the body does not bind them itself:
 * {@code {xs[i] | not i in ys}}.
 */
final class ComprehensionHeads {
  private final Bound bound;

  ComprehensionHeads(Bound bound) {
    this.bound = bound;
  }

  /** The comprehension, with its head evaluated in the body where the body needs it. */
  Comprehension inBody(Comprehension c) {
    List<Term> head = c.key() == null ? List.of(c.head()) : List.of(c.key(), c.head());
    if (!new UnsafeVariables(bound).areBoundByPaths(head) || isInOrder(c.body())) {
      return c;
    }
    var exprs = new ArrayList<>(c.body().exprs());
    Term key = c.key() == null ? null : named("$key", c.key(), c, exprs);
    Term value = named("$head", c.head(), c, exprs);
    return new Comprehension(
        c.shape(), key, value, new Body(c.body().scope(), exprs), c.location());
  }

  private static Local named(String name, Term term, Comprehension c, List<Expr> exprs) {
    var local = new Local(new Variable(name, c.body().scope()), c.location());
    exprs.add(new Unify(local, term, c.location(), true));
    return local;
  }

  /** Whether the body can be evaluated without its head. */
  private boolean isInOrder(Body body) {
    int mark = bound.mark();
    var safety = new Safety(bound);
    var remaining = new ArrayList<>(body.exprs());
    while (remaining.removeIf(safety::ready)) {
      // what is ready may make others ready
    }
    bound.backTo(mark);
    return remaining.isEmpty();
  }
}

package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Comprehension;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Modification;
import dev.bulkhead.rego.compile.Resolved.Term;
import java.util.List;
import java.util.function.Consumer;

/** Visits the references in an expression and in the bodies in it, but not in comprehensions. */
final class References extends Walk {
  private final Consumer<Term> visitor;

  private References(Consumer<Term> visitor) {
    this.visitor = visitor;
  }

  static void visit(Expr expr, Consumer<Term> visitor) {
    new References(visitor).expr(expr);
  }

  /** The keys behind a reference's head. */
  static List<Term> keys(Term reference) {
    return switch (reference) {
      case Resolved.Input i -> i.path();
      case Resolved.Data d -> d.path();
      case Resolved.Ref r -> r.path();
      default -> throw new IllegalArgumentException(ResolvedText.of(reference));
    };
  }

  @Override
  void modification(Modification modification) {}

  @Override
  void term(Term term) {
    switch (term) {
      case Resolved.Input _, Resolved.Data _, Resolved.Ref _ -> visitor.accept(term);
      default -> super.term(term);
    }
  }

  @Override
  void comprehension(Comprehension comprehension) {}
}

package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Term;
import java.util.List;
import java.util.function.Consumer;

/** Visits the references in an expression and in the bodies in it, but not in comprehensions. */
final class References {
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
      case Resolved.With e -> expr(e.inner());
    }
  }

  private void term(Term term) {
    switch (term) {
      case Resolved.Comprehension c -> {}
      case Resolved.Input ref -> visitor.accept(ref);
      case Resolved.Data ref -> visitor.accept(ref);
      case Resolved.Ref ref -> visitor.accept(ref);
      case Resolved.Const t -> {}
      case Resolved.Local t -> {}
      case Resolved.Call t -> Parts.each(t, this::term);
      case Resolved.Array t -> Parts.each(t, this::term);
      case Resolved.SetOf t -> Parts.each(t, this::term);
      case Resolved.Obj t -> Parts.each(t, this::term);
      case Resolved.Template t -> {}
    }
  }
}

package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.compile.Resolved.Variable;
import dev.bulkhead.rego.syntax.Location;
import java.util.function.BiConsumer;

/** Visits every use of a variable, closures included. */
final class Variables {
  private final BiConsumer<Variable, Location> visitor;

  private Variables(BiConsumer<Variable, Location> visitor) {
    this.visitor = visitor;
  }

  /** Visits a term, an expression or a body. */
  static void visit(Object tree, BiConsumer<Variable, Location> visitor) {
    var walk = new Variables(visitor);
    switch (tree) {
      case Body b -> walk.body(b);
      case Expr e -> walk.expr(e);
      case Term t -> walk.term(t);
      default -> throw new IllegalArgumentException(tree.getClass().getName());
    }
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
      case Resolved.SomeIn e -> {
        if (e.key() != null) {
          term(e.key());
        }
        term(e.value());
        term(e.domain());
      }
      case Resolved.With e -> {
        e.modifications().forEach(m -> term(m.value()));
        expr(e.inner());
      }
    }
  }

  private void term(Term term) {
    switch (term) {
      case Resolved.Const c -> {}
      case Resolved.Local l -> visitor.accept(l.variable(), l.location());
      case Resolved.Input i -> i.path().forEach(this::term);
      case Resolved.Data d -> d.path().forEach(this::term);
      case Resolved.Ref r -> {
        term(r.head());
        r.path().forEach(this::term);
      }
      case Resolved.Call c -> c.args().forEach(this::term);
      case Resolved.Array a -> a.items().forEach(this::term);
      case Resolved.SetOf s -> s.items().forEach(this::term);
      case Resolved.Obj o -> {
        o.keys().forEach(this::term);
        o.values().forEach(this::term);
      }
      case Resolved.Comprehension c -> {
        if (c.key() != null) {
          term(c.key());
        }
        term(c.head());
        body(c.body());
      }
      case Resolved.Template t ->
          t.parts()
              .forEach(p -> {
                if (p instanceof Term hole) {
                  term(hole);
                }
              });
    }
  }
}

package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.syntax.Body;
import dev.bulkhead.rego.syntax.Expr;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Rule;
import dev.bulkhead.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a module can be covered: the heads of its rules and every expression. Declarations of
 * variables ({@code some}) count only where they were evaluated, as with OPA.
 */
final class Coverable {
  private final List<Place> out = new ArrayList<>();

  /**
   * A head or an expression.
   *
   * @param declares whether it is a declaration, which is not missed where it was not evaluated
   */
  record Place(Location location, boolean declares) {}

  private Coverable() {}

  static List<Place> of(Module module) {
    var walk = new Coverable();
    module.rules().forEach(walk::rule);
    return walk.out;
  }

  private void rule(Rule rule) {
    Rule.Head head = rule.head();
    out.add(new Place(head.location(), false));
    term(head.ref());
    term(head.key());
    term(head.value());
    if (!rule.bodyGenerated()) {
      body(rule.body());
    }
    branch(rule.elseBranch());
  }

  private void branch(Rule.@Nullable Else branch) {
    if (branch == null) {
      return;
    }
    out.add(new Place(branch.location(), false));
    term(branch.value());
    if (!branch.bodyGenerated()) {
      body(branch.body());
    }
    branch(branch.elseBranch());
  }

  private void body(Body body) {
    body.exprs().forEach(this::expr);
  }

  private void expr(Expr expr) {
    out.add(
        new Place(expr.location(), expr instanceof Expr.SomeDecl || expr instanceof Expr.SomeIn));
    expr.withs().forEach(w -> term(w.value()));
    switch (expr) {
      case Expr.TermExpr e -> term(e.term());
      case Expr.SomeDecl e -> {}
      case Expr.SomeIn e -> {
        term(e.key());
        term(e.value());
        term(e.domain());
      }
      case Expr.Not e -> body(e.body());
      case Expr.Logical e -> {
        body(e.left().body());
        body(e.right().body());
      }
      case Expr.Every e -> {
        term(e.domain());
        body(e.body());
      }
    }
  }

  private void term(@Nullable Term term) {
    switch (term) {
      case null -> {}
      case Term.Scalar t -> {}
      case Term.Var t -> {}
      case Term.Ref t -> {
        term(t.head());
        t.path().forEach(this::term);
      }
      case Term.ArrayTerm t -> t.items().forEach(this::term);
      case Term.SetTerm t -> t.items().forEach(this::term);
      case Term.ObjectTerm t ->
          t.entries()
              .forEach(e -> {
                term(e.key());
                term(e.value());
              });
      case Term.ArrayComprehension t -> {
        term(t.head());
        body(t.body());
      }
      case Term.SetComprehension t -> {
        term(t.head());
        body(t.body());
      }
      case Term.ObjectComprehension t -> {
        term(t.key());
        term(t.value());
        body(t.body());
      }
      case Term.Call t -> t.args().forEach(this::term);
      case Term.Template t ->
          t.parts()
              .forEach(p -> {
                if (p instanceof Term.Template.Hole hole) {
                  template(hole.expr());
                }
              });
    }
  }

  /** An expression in a string is part of the expression around it. */
  private void template(Expr hole) {
    if (hole instanceof Expr.TermExpr e) {
      term(e.term());
    }
  }
}

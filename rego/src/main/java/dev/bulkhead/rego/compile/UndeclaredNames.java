package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.syntax.Body;
import dev.bulkhead.rego.syntax.Expr;
import dev.bulkhead.rego.syntax.Term;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the variables that a body uses at its own level without declaring them: they belong to the
 * body's scope, so that a comprehension inside it which names one means the same variable. Names
 * that an outer scope knows stay that scope's.
 */
final class UndeclaredNames {
  private final Names names;
  private final Scope scope;
  private final Set<String> declared = new HashSet<>();

  UndeclaredNames(Names names, Scope scope) {
    this.names = names;
    this.scope = scope;
  }

  void collect(Body body) {
    body.exprs().forEach(this::declarations);
    body.exprs().forEach(this::uses);
  }

  void collect(Term head, @Nullable Term key, Body body) {
    body.exprs().forEach(this::declarations);
    uses(head);
    if (key != null) {
      uses(key);
    }
  }

  private void declarations(Expr expr) {
    switch (expr) {
      case Expr.SomeDecl e -> e.vars().forEach(v -> declared.add(v.name()));
      case Expr.SomeIn e -> {
        pattern(e.value());
        if (e.key() != null) {
          pattern(e.key());
        }
      }
      case Expr.TermExpr e -> {
        if (e.term() instanceof Term.Call c
            && c.operator() instanceof Term.Var v
            && v.name().equals("assign")
            && c.args().size() == 2) {
          pattern(c.args().getFirst());
        }
      }
      case Expr.Every e -> {}
    }
  }

  private void pattern(Term term) {
    switch (term) {
      case Term.Var v -> declared.add(v.name());
      case Term.ArrayTerm a -> a.items().forEach(this::pattern);
      case Term.ObjectTerm o -> o.entries().forEach(e -> pattern(e.value()));
      default -> {}
    }
  }

  private void uses(Expr expr) {
    expr.withs().forEach(w -> uses(w.value()));
    switch (expr) {
      case Expr.SomeDecl e -> {}
      case Expr.SomeIn e -> uses(e.domain());
      case Expr.Every e -> uses(e.domain());
      case Expr.TermExpr e -> uses(e.term());
    }
  }

  private void uses(Term term) {
    switch (term) {
      case Term.Var v -> use(v.name());
      case Term.Ref r -> {
        uses(r.head());
        r.path().forEach(this::uses);
      }
      case Term.ArrayTerm a -> a.items().forEach(this::uses);
      case Term.SetTerm s -> s.items().forEach(this::uses);
      case Term.ObjectTerm o ->
          o.entries()
              .forEach(e -> {
                uses(e.key());
                uses(e.value());
              });
      case Term.Call c -> c.args().forEach(this::uses);
      case Term.Scalar s -> {}
      case Term.ArrayComprehension c -> {}
      case Term.SetComprehension c -> {}
      case Term.ObjectComprehension c -> {}
      case Term.Template t -> t.parts().forEach(this::part);
    }
  }

  private void part(Term.Template.Part part) {
    if (part instanceof Term.Template.Hole hole) {
      uses(hole.expr());
    }
  }

  private void use(String name) {
    if (!declared.contains(name) && scope.find(name) == null && names.path(name) == null) {
      scope.add(name);
    }
  }
}

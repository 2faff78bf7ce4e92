package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.syntax.Body;
import dev.bulkhead.rego.syntax.Expr;
import dev.bulkhead.rego.syntax.Term;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the variables that a body uses at its own level without declaring them: they belong to the
 * body's scope, so that a comprehension inside it which names one means the same variable. Names
 * that an outer scope knows stay that scope's.
 */
final class UndeclaredNames {
  private final Names names;
  private final Scope scope;
  private final Predicate<String> functions;
  private final Set<String> declared = new HashSet<>();

  /**
   * @param functions whether a name is that of a built-in
   */
  UndeclaredNames(Names names, Scope scope, Predicate<String> functions) {
    this.names = names;
    this.scope = scope;
    this.functions = functions;
  }

  void collect(Body body) {
    body.exprs().forEach(this::declarations);
    declared.forEach(scope::announce);
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
      case Expr.Not e -> {}
      case Expr.Logical e -> {}
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
    expr.withs().stream().filter(w -> !namesFunction(w.value())).forEach(w -> uses(w.value()));
    switch (expr) {
      case Expr.SomeDecl e -> {}
      case Expr.SomeIn e -> uses(e.domain());
      case Expr.Every e -> uses(e.domain());
      case Expr.TermExpr e -> uses(e.term());
      case Expr.Not e -> {
        if (!e.explicit()) {
          e.body().exprs().forEach(this::uses);
        }
      }
      case Expr.Logical e -> {
        uses(e.left());
        uses(e.right());
      }
    }
  }

  private void uses(Expr.Operand operand) {
    if (!operand.explicit()) {
      operand.body().exprs().forEach(this::uses);
    }
  }

  /** {@code with f as count}: a built-in's name is no variable, unless one was declared. */
  private boolean namesFunction(Term term) {
    if (!(term instanceof Term.Var) && !(term instanceof Term.Ref)) {
      return false;
    }
    String name = Functions.dotted(term);
    int dot = name.indexOf('.');
    String head = dot < 0 ? name : name.substring(0, dot);
    return !declared.contains(head) && scope.find(head) == null && functions.test(name);
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

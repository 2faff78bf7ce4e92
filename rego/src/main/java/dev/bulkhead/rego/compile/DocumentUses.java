package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Callee;
import dev.bulkhead.rego.compile.Resolved.Const;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.value.StringValue;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Visits the paths below {@code data} that a rule reads or calls. */
final class DocumentUses {
  private final Consumer<List<Term>> visitor;

  private DocumentUses(Consumer<List<Term>> visitor) {
    this.visitor = visitor;
  }

  static void visit(ResolvedRule rule, Consumer<List<Term>> visitor) {
    var uses = new DocumentUses(visitor);
    rule.args().forEach(uses::term);
    rule.path().forEach(uses::term);
    uses.term(rule.value());
    if (rule.body() != null) {
      uses.body(rule.body());
    }
  }

  /** The path of a function as a reference has it. */
  static List<Term> path(List<String> names) {
    return names.stream().<Term>map(name -> new Const(StringValue.of(name))).toList();
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
        expr(e.inner());
        e.modifications().forEach(this::modification);
      }
    }
  }

  private void modification(Resolved.Modification m) {
    term(m.value());
    callee(m.replacement());
    switch (m.target()) {
      case Resolved.InputTarget t -> {}
      case Resolved.DataTarget t ->
          visitor.accept(t.path().stream().<Term>map(Const::new).toList());
      case Resolved.FunctionTarget t -> callee(t.function());
    }
  }

  private void callee(@Nullable Callee callee) {
    if (callee instanceof Resolved.RuleCallee function) {
      visitor.accept(path(function.path()));
    }
  }

  private void term(Term term) {
    switch (term) {
      case Resolved.Data d -> {
        visitor.accept(d.path());
        d.path().forEach(this::term);
      }
      case Resolved.Call c -> {
        callee(c.callee());
        c.args().forEach(this::term);
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
              .forEach(part -> {
                if (part instanceof Term hole) {
                  term(hole);
                }
              });
      default -> Parts.each(term, this::term);
    }
  }
}

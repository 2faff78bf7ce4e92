package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Callee;
import dev.bulkhead.rego.compile.Resolved.Const;
import dev.bulkhead.rego.compile.Resolved.Modification;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.value.StringValue;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Visits the paths below {@code data} that a rule reads or calls. */
final class DocumentUses extends Walk {
  private final Consumer<List<Term>> visitor;

  private DocumentUses(Consumer<List<Term>> visitor) {
    this.visitor = visitor;
  }

  static void visit(ResolvedRule rule, Consumer<List<Term>> visitor) {
    var uses = new DocumentUses(visitor);
    uses.terms(rule.args());
    uses.terms(rule.path());
    uses.term(rule.value());
    if (rule.body() != null) {
      uses.body(rule.body());
    }
  }

  /** The path of a function as a reference has it. */
  static List<Term> path(List<String> names) {
    return names.stream().<Term>map(name -> new Const(StringValue.of(name))).toList();
  }

  @Override
  void modification(Modification m) {
    super.modification(m);
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

  @Override
  void term(Term term) {
    if (term instanceof Resolved.Data data) {
      visitor.accept(data.path());
    } else if (term instanceof Resolved.Call call) {
      callee(call.callee());
    }
    super.term(term);
  }
}

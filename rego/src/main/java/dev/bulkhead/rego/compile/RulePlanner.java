package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Local;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.eval.Operand;
import dev.bulkhead.rego.eval.Operands;
import dev.bulkhead.rego.eval.RuleGroup;
import dev.bulkhead.rego.eval.RulePlan;
import dev.bulkhead.rego.eval.Tracing;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans the rules of one group. */
final class RulePlanner {
  private final Program program;
  private final Documents documents;

  RulePlanner(Program program) {
    this.program = program;
    this.documents = new Documents(program.root());
  }

  RuleGroup.Plan plan(List<ResolvedRule> rules) {
    var plans = new ArrayList<RulePlan>();
    var defaults = new ArrayList<RulePlan>();
    for (ResolvedRule rule : rules) {
      RulePlan plan = rule(rule);
      if (rule.member().rule().isDefault()) {
        defaults.add(plan);
      } else {
        plans.add(plan);
      }
    }
    return new RuleGroup.Plan(
        decided(plans), List.copyOf(defaults), documents.dependencies().reads());
  }

  /** Where all rules give the same constant, the first that holds decides. */
  private static List<RulePlan> decided(List<RulePlan> plans) {
    Object constant = null;
    for (RulePlan plan : plans) {
      Object value = plan.constantValue();
      if (value == null || (constant != null && !constant.equals(value))) {
        return plans;
      }
      constant = value;
    }
    return plans.stream().map(RulePlan::asDeciding).toList();
  }

  private RulePlan rule(ResolvedRule rule) {
    ResolvedRule branch = rule.otherwise();
    @Nullable RulePlan otherwise = branch == null ? null : rule(branch);
    BodyPlanner planner = new BodyPlanner(documents, program.instrumented());
    if (program.instrumented()) {
      String name =
          "data." + String.join(".", RuleSet.path(rule.member().module(), rule.member().rule()));
      planner.emit(Tracing.rule(name, rule.location()));
    }
    List<Resolved.Expr> exprs = arguments(rule, planner);
    Body body = rule.body();
    if (body != null) {
      exprs.addAll(body.exprs());
    }
    var head = new ArrayList<>(rule.path());
    head.add(rule.value());
    checkHead(rule, head, exprs, planner);
    if (program.instrumented()) {
      planner.announce(rule.path());
    }
    planner.body(new Body(rule.scope(), exprs));
    List<Operand> operands = planner.terms().operands(head);
    return new RulePlan(
        rule.location(),
        planner.frameSize(),
        planner.steps(),
        List.copyOf(operands.subList(0, rule.path().size())),
        program.instrumented()
            ? Tracing.derived(operands.getLast(), rule.location(), place(rule))
            : operands.getLast(),
        otherwise,
        rule.member().rule().head().kind() == Rule.Kind.MULTI_VALUE,
        false);
  }

  /** Where a trace shows the rule's value: at its head, or at the branch that gave it. */
  private static Location place(ResolvedRule rule) {
    Rule written = rule.member().rule();
    return rule.location().equals(written.location()) ? written.head().location() : rule.location();
  }

  /**
   * A head's variable must appear in the body, the parameters, or a reference of the head. Where a
   * reference of the head may bind one, its terms are evaluated with the body: {@code p := xs[i] if
   * i < 2}.
   */
  private static void checkHead(
      ResolvedRule rule, List<Term> head, List<Resolved.Expr> exprs, BodyPlanner planner) {
    var unsafe = new UnsafeVariables(planner.bound());
    unsafe.checkHead(head, exprs, rule.scope());
    if (unsafe.areBoundByPaths(head)) {
      for (int i = 0; i < head.size(); i++) {
        if (!(head.get(i) instanceof Local)) {
          var value = new Local(new Resolved.Variable("$head" + i, rule.scope()), rule.location());
          exprs.add(new Resolved.Unify(value, head.get(i), rule.location(), true));
          head.set(i, value);
        }
      }
    }
  }

  /**
   * Matches the parameters against the arguments.
   *
   * @return what can be matched only when the body has bound its variables, such as a template
   *     string as a parameter
   */
  private static List<Resolved.Expr> arguments(ResolvedRule rule, BodyPlanner planner) {
    var late = new ArrayList<Resolved.Expr>();
    for (int i = 0; i < rule.args().size(); i++) {
      planner.newSlot();
    }
    for (int i = 0; i < rule.args().size(); i++) {
      Term pattern = rule.args().get(i);
      if (planner.isMatchable(pattern)) {
        planner.match(pattern, Operands.slot(i));
      } else {
        var argument =
            new Local(new Resolved.Variable("$argument" + i, rule.scope()), rule.location());
        planner.match(argument, Operands.slot(i));
        late.add(new Resolved.Unify(argument, pattern, rule.location()));
      }
    }
    return late;
  }
}

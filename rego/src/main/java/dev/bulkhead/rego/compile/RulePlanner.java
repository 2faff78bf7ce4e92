package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.eval.Operand;
import dev.bulkhead.rego.eval.Operands;
import dev.bulkhead.rego.eval.RuleGroup;
import dev.bulkhead.rego.eval.RulePlan;
import dev.bulkhead.rego.eval.Tracing;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Rule;
import dev.bulkhead.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plans the rules of one group. */
final class RulePlanner {
  private final Program program;
  private final RuleSet rules;
  private final Documents documents;

  RulePlanner(Program program, RuleSet rules) {
    this.program = program;
    this.rules = rules;
    this.documents = new Documents(program.root());
  }

  RuleGroup.Plan plan() {
    var plans = new ArrayList<RulePlan>();
    RulePlan fallback = null;
    for (RuleSet.Member member : rules.members()) {
      RulePlan plan = rule(member);
      if (member.rule().isDefault()) {
        fallback = plan;
      } else {
        plans.add(plan);
      }
    }
    return new RuleGroup.Plan(decided(plans), fallback, documents.dependencies().reads());
  }

  Documents documents() {
    return documents;
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

  private RulePlan rule(RuleSet.Member member) {
    Rule rule = member.rule();
    Rule.Head head = rule.head();
    Term value = Objects.requireNonNull(head.key() == null ? head.value() : head.key());
    RulePlan otherwise = otherwise(member, rule.elseBranch());
    return branch(
        member, rule.location(), value, rule.bodyGenerated() ? null : rule.body(), otherwise);
  }

  private @Nullable RulePlan otherwise(RuleSet.Member member, Rule.@Nullable Else branch) {
    if (branch == null) {
      return null;
    }
    RulePlan next = otherwise(member, branch.elseBranch());
    return branch(
        member,
        branch.location(),
        branch.value(),
        branch.bodyGenerated() ? null : branch.body(),
        next);
  }

  private RulePlan branch(
      RuleSet.Member member,
      Location location,
      Term value,
      dev.bulkhead.rego.syntax.@Nullable Body body,
      @Nullable RulePlan otherwise) {
    Resolver resolver = program.resolver(member);
    Scope scope = resolver.scope(null);
    BodyPlanner planner = new BodyPlanner(documents, program.instrumented());
    if (program.instrumented()) {
      planner.emit(Tracing.rule("data." + String.join(".", rules.path()), location));
    }
    arguments(member.rule().head().args(), resolver, scope, planner);
    if (body != null) {
      Body resolved = resolver.body(body, scope);
      if (program.instrumented()) {
        planner.announce(member.rest().stream().map(k -> resolver.term(k, scope)).toList());
      }
      planner.body(resolved);
    }
    var path = new ArrayList<Operand>();
    for (Term key : member.rest()) {
      path.add(planner.terms().operand(headTerm(key, resolver, scope, planner)));
    }
    Operand result = planner.terms().operand(headTerm(value, resolver, scope, planner));
    boolean elseBranch = location != member.rule().location();
    return new RulePlan(
        location,
        planner.frameSize(),
        planner.steps(),
        List.copyOf(path),
        program.instrumented()
            ? Tracing.derived(
                result, location, elseBranch ? location : member.rule().head().location())
            : result,
        otherwise,
        member.rule().head().kind() == Rule.Kind.MULTI_VALUE,
        false);
  }

  private Resolved.Term headTerm(Term term, Resolver resolver, Scope scope, BodyPlanner planner) {
    Resolved.Term resolved = resolver.term(term, scope);
    int mark = planner.bound().mark();
    boolean ready = planner.safety().evaluable(resolved);
    planner.bound().backTo(mark);
    if (!ready) {
      Variables.visit(
          resolved,
          (variable, location) -> {
            if (!planner.bound().contains(variable) && variable.scope <= scope.id()) {
              throw planner.unsafe(variable, location);
            }
          });
    }
    return resolved;
  }

  private static void arguments(
      @Nullable List<Term> args, Resolver resolver, Scope scope, BodyPlanner planner) {
    if (args == null) {
      return;
    }
    for (int i = 0; i < args.size(); i++) {
      planner.newSlot();
    }
    for (int i = 0; i < args.size(); i++) {
      Resolved.Term pattern = resolver.argument(args.get(i), scope);
      planner.match(pattern, Operands.slot(i));
    }
  }
}

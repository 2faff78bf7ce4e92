package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule, or an {@code else} branch, whose names are resolved.
 *
 * @param scope the scope of its body, parameters and head
 * @param args a function's parameters; empty where the rule is no function
 * @param body null where none is written
 * @param path the keys of the head beyond the path of the rule's group
 * @param value the value, or the member of a multi-value rule
 * @param otherwise the {@code else} branch; null where there is none
 */
record ResolvedRule(
    RuleSet.Member member,
    Location location,
    int scope,
    List<Term> args,
    @Nullable Body body,
    List<Term> path,
    Term value,
    @Nullable ResolvedRule otherwise) {

  /** Resolves a rule with its branches. */
  static ResolvedRule of(RuleSet.Member member, Resolver resolver) {
    Rule rule = member.rule();
    Rule.Head head = rule.head();
    resolver.checkHead(rule);
    var value = Objects.requireNonNull(head.key() == null ? head.value() : head.key());
    ResolvedRule otherwise = otherwise(member, rule.elseBranch(), resolver);
    ResolvedRule resolved =
        branch(
            member,
            rule.location(),
            value,
            rule.bodyGenerated() ? null : rule.body(),
            otherwise,
            resolver);
    resolver.checkArguments(resolved);
    return resolved;
  }

  private static @Nullable ResolvedRule otherwise(
      RuleSet.Member member, Rule.@Nullable Else branch, Resolver resolver) {
    if (branch == null) {
      return null;
    }
    ResolvedRule next = otherwise(member, branch.elseBranch(), resolver);
    return branch(
        member,
        branch.location(),
        branch.value(),
        branch.bodyGenerated() ? null : branch.body(),
        next,
        resolver);
  }

  private static ResolvedRule branch(
      RuleSet.Member member,
      Location location,
      dev.bulkhead.rego.syntax.Term value,
      dev.bulkhead.rego.syntax.@Nullable Body body,
      @Nullable ResolvedRule otherwise,
      Resolver resolver) {
    Scope scope = resolver.scope(null);
    var args = new ArrayList<Term>();
    List<dev.bulkhead.rego.syntax.Term> written = member.rule().head().args();
    if (written != null) {
      written.forEach(a -> args.add(resolver.argument(a, scope)));
    }
    Body resolved = body == null ? null : resolver.body(body, scope);
    List<Term> path = member.rest().stream().map(k -> resolver.term(k, scope)).toList();
    Term result = resolver.term(value, scope);
    resolver.checkUsed(scope);
    return new ResolvedRule(member, location, scope.id(), args, resolved, path, result, otherwise);
  }
}

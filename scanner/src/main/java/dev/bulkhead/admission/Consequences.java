package dev.bulkhead.admission;

import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Stage;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Namespace;
import dev.bulkhead.model.NetworkPolicy;
import dev.bulkhead.model.Role;
import dev.bulkhead.model.RoleBinding;
import dev.bulkhead.model.Route;
import dev.bulkhead.rego.eval.Budget;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request breaks elsewhere. Only what is made to speak of others is followed: a namespace, a
 * network policy, a route, a grant. Whoever opens pays; whoever stands in the open does not.
 */
final class Consequences {
  private final PlatformContext before;
  private final PlatformContext.After after;
  private final Budget budget;
  private final Set<String> broken = new LinkedHashSet<>();
  private final Set<String> lacking = new LinkedHashSet<>();
  private int evaluations;

  private Consequences(PlatformContext before, PlatformContext.After after, Budget budget) {
    this.budget = budget;
    this.before = before;
    this.after = after;
  }

  static Consequences of(
      PlatformContext before,
      PlatformContext.After after,
      List<Entity> objectAfter,
      List<Entity> objectBefore,
      Budget budget) {
    var out = new Consequences(before, after, budget);
    if (speaksOfOthers(objectAfter) || speaksOfOthers(objectBefore)) {
      out.follow(before.facts(), after.facts());
    }
    return out;
  }

  /** Whether an object is one of those whose meaning lies in what it allows others. */
  static boolean speaksOfOthers(List<Entity> entities) {
    return entities.stream()
        .anyMatch(e ->
            e instanceof Namespace
                || e instanceof NetworkPolicy
                || e instanceof Route
                || e instanceof Role
                || e instanceof RoleBinding);
  }

  private void follow(Facts old, Facts now) {
    broken.addAll(changed(old.owners(), now.owners()));
    broken.addAll(changed(old.reachable(), now.reachable()));
    broken.addAll(changed(old.hostConflicts(), now.hostConflicts()));
    changed(old.networks(), now.networks())
        .forEach(n -> lacking.add(PlatformContext.namespaceId(n)));
    broken.addAll(changed(old.secretReaders(), now.secretReaders()));
    lacking.removeAll(broken);
  }

  private static Set<String> changed(Map<String, ?> old, Map<String, ?> now) {
    Set<String> out = new LinkedHashSet<>();
    now.forEach((key, value) -> {
      if (!Objects.equals(value, old.get(key))) {
        out.add(key);
      }
    });
    old.keySet().stream().filter(k -> !now.containsKey(k)).forEach(out::add);
    return out;
  }

  /** Findings that the request brings to objects that were sound. */
  List<Finding> broken(Set<String> own) {
    return brought(broken, own);
  }

  /** Findings that it brings to namespaces, by taking away what they should have. */
  List<Finding> lacking(Set<String> own) {
    return brought(lacking, own);
  }

  private List<Finding> brought(Set<String> touched, Set<String> own) {
    Set<String> others = new LinkedHashSet<>(touched);
    others.removeAll(own);
    if (others.isEmpty()) {
      return List.of();
    }
    Stage.Verdicts now = after.stage().judge(others, budget);
    evaluations += now.evaluations();
    if (now.findings().isEmpty()) {
      return List.of();
    }
    Set<String> known =
        before.stage().judge(others, budget).findings().stream()
            .map(Finding::fingerprint)
            .collect(Collectors.toSet());
    return now.findings().stream().filter(f -> !known.contains(f.fingerprint())).toList();
  }

  int evaluations() {
    return evaluations;
  }
}

package dev.bulkhead.analysis;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.LabelSelector;
import dev.bulkhead.model.Role;
import dev.bulkhead.model.RoleBinding;
import dev.bulkhead.model.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What roles allow, with aggregation resolved. Kubernetes' own user-facing roles are known where
 * the input does not define them (Kubernetes documentation, Using RBAC Authorization, user-facing
 * roles).
 */
final class EffectiveRoles {
  private static final String AGGREGATE = "rbac.authorization.k8s.io/aggregate-to-";
  private static final Map<String, String> AGGREGATED = Map.of("admin", "edit", "edit", "view");
  private static final List<String> ALL = List.of("*");
  private static final List<String> CORE = List.of("");
  private static final List<String> WRITE = List.of("create", "update", "patch", "delete");
  private static final List<String> READ = List.of("get", "list", "watch");

  private static final List<Role.Rule> EDIT =
      List.of(
          builtIn(CORE, List.of("secrets"), READ),
          builtIn(CORE, List.of("pods", "pods/attach", "pods/exec"), WRITE),
          builtIn(CORE, List.of("serviceaccounts"), List.of("impersonate")),
          builtIn(CORE, List.of("serviceaccounts/token"), List.of("create")),
          builtIn(
              List.of("apps", "batch"),
              List.of("deployments", "statefulsets", "daemonsets", "jobs", "cronjobs"),
              WRITE));

  private static final Map<String, List<Role.Rule>> BUILT_IN =
      Map.of(
          "cluster-admin",
          List.of(builtIn(ALL, ALL, ALL)),
          "admin",
          EDIT,
          "edit",
          EDIT,
          "view",
          List.of());

  /**
   * A rule that a role grants.
   *
   * @param role the id of the role that states it; null for Kubernetes' own
   * @param said the role in words, with the role that it is aggregated into
   */
  record Grant(Role.Rule rule, @Nullable String role, String said) {}

  private final Map<String, List<Role>> clusterRoles = new HashMap<>();
  private final Map<String, List<Role>> roles = new HashMap<>();
  private final Map<String, List<Grant>> resolved = new HashMap<>();

  EffectiveRoles(Snapshot snapshot) {
    for (Entity e : snapshot.entities()) {
      if (e instanceof Role r) {
        String namespace = r.meta().namespace();
        boolean cluster = r.meta().resourceKind().equals("ClusterRole");
        (cluster ? clusterRoles : roles)
            .computeIfAbsent(
                cluster ? r.meta().name() : namespace + "/" + r.meta().name(),
                k -> new ArrayList<>())
            .add(r);
      }
    }
  }

  private static Role.Rule builtIn(
      List<String> groups, List<String> resources, List<String> verbs) {
    return new Role.Rule("", groups, resources, verbs, List.of(), List.of());
  }

  /** What a binding gives its subjects; empty where the role is not in the input. */
  List<Grant> of(RoleBinding binding) {
    return binding.roleKind().equals("ClusterRole")
        ? clusterRole(binding.roleName())
        : resolved.computeIfAbsent(
            "Role/" + binding.meta().namespace() + "/" + binding.roleName(),
            k ->
                roles
                    .getOrDefault(binding.meta().namespace() + "/" + binding.roleName(), List.of())
                    .stream()
                    .flatMap(r -> own(r, "").stream())
                    .toList());
  }

  /** What a ClusterRole allows, that of the roles that it aggregates included. */
  List<Grant> clusterRole(String name) {
    List<Grant> known = resolved.get("ClusterRole/" + name);
    if (known == null) {
      var out = new ArrayList<Grant>();
      collect(name, "", out, new HashSet<>());
      known = List.copyOf(out);
      resolved.put("ClusterRole/" + name, known);
    }
    return known;
  }

  private void collect(String name, String into, List<Grant> out, Set<String> seen) {
    if (!seen.add(name)) {
      return;
    }
    List<Role> defined = clusterRoles.getOrDefault(name, List.of());
    if (defined.isEmpty()) {
      BUILT_IN
          .getOrDefault(name, List.of())
          .forEach(rule -> out.add(new Grant(rule, null, "Kubernetes' ClusterRole " + name)));
      aggregated(new LabelSelector(Map.of(AGGREGATE + name, "true"), List.of()), name, out, seen);
      String aggregated = AGGREGATED.get(name);
      if (aggregated != null) {
        collect(aggregated, name, out, seen);
      }
      return;
    }
    for (Role role : defined) {
      out.addAll(own(role, into));
      role.aggregation().forEach(selector -> aggregated(selector, name, out, seen));
    }
  }

  private void aggregated(LabelSelector selector, String into, List<Grant> out, Set<String> seen) {
    clusterRoles.forEach((name, candidates) -> {
      if (candidates.stream().anyMatch(r -> SelectorMatch.matches(selector, r.meta().labels()))) {
        collect(name, into, out, seen);
      }
    });
  }

  private static List<Grant> own(Role role, String into) {
    String said = role.meta().resourceKind() + " " + role.meta().name();
    String words = into.isEmpty() ? said : said + " (aggregated into " + into + ")";
    return role.rules().stream().map(rule -> new Grant(rule, role.meta().id(), words)).toList();
  }
}

package dev.bulkhead.analysis;

import dev.bulkhead.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The ways in which a rule of RBAC lets its holder read Secrets: directly, by running pods that
 * mount them, by entering pods that have them, by becoming somebody else, or by giving himself more
 * rights (Kubernetes documentation, RBAC good practices, privilege escalation risks).
 */
final class SecretRights {
  private static final Set<String> CONTROLLERS =
      Set.of("deployments", "statefulsets", "daemonsets", "replicasets");
  private static final Set<String> JOBS = Set.of("jobs", "cronjobs");

  private SecretRights() {}

  /** What a way comes to. */
  enum Effect {
    /** The Secrets of the scope can be read. */
    READS,
    /**
     * Pods can be run in the scope, as any of its service accounts, and with any of its Secrets.
     */
    RUNS_PODS,
    /** Any service account of the scope can be acted as. */
    ACTS_AS_ACCOUNTS,
    /** Anybody can be acted as, or any right be taken. */
    UNLIMITED
  }

  /**
   * A way.
   *
   * @param via in a few words, such as {@code get secrets} or {@code create pods}
   * @param names the Secrets that it is limited to; empty = all
   */
  record Way(Effect effect, String via, List<String> names) {}

  /**
   * The ways that a rule opens.
   *
   * @param clusterWide whether it holds outside namespaces too
   * @param roleReads whether the ClusterRole of a name lets its holder read Secrets
   */
  static List<Way> of(Role.Rule rule, boolean clusterWide, Function<String, Boolean> roleReads) {
    var out = new ArrayList<Way>();
    for (String verb : List.of("get", "list", "watch")) {
      if (allows(rule, "", "secrets", verb)) {
        out.add(new Way(Effect.READS, verb + " secrets", rule.resourceNames()));
        break;
      }
    }
    runsPods(rule, out);
    for (String part : List.of("pods/exec", "pods/attach", "pods/ephemeralcontainers")) {
      for (String verb : List.of("create", "get", "patch", "update")) {
        if (allows(rule, "", part, verb)) {
          out.add(new Way(Effect.READS, verb + " " + part, rule.resourceNames()));
          break;
        }
      }
    }
    if (allows(rule, "", "serviceaccounts/token", "create")
        || allows(rule, "", "serviceaccounts", "impersonate")) {
      out.add(
          new Way(
              Effect.ACTS_AS_ACCOUNTS,
              allows(rule, "", "serviceaccounts", "impersonate")
                  ? "impersonate serviceaccounts"
                  : "create serviceaccounts/token",
              rule.resourceNames()));
    }
    unlimited(rule, clusterWide, roleReads, out);
    return out;
  }

  /** A rule that is limited to names lets nobody create: what is created has no name yet. */
  private static void runsPods(Role.Rule rule, List<Way> out) {
    if (rule.resourceNames().isEmpty()
        && (allows(rule, "", "pods", "create")
            || allows(rule, "", "replicationcontrollers", "create"))) {
      out.add(new Way(Effect.RUNS_PODS, "create pods", List.of()));
      return;
    }
    for (String verb : List.of("create", "patch", "update")) {
      boolean named = verb.equals("create") && !rule.resourceNames().isEmpty();
      for (String resource : CONTROLLERS) {
        if (!named && allows(rule, "apps", resource, verb)) {
          out.add(new Way(Effect.RUNS_PODS, verb + " " + resource, List.of()));
          return;
        }
      }
      for (String resource : JOBS) {
        if (!named && allows(rule, "batch", resource, verb)) {
          out.add(new Way(Effect.RUNS_PODS, verb + " " + resource, List.of()));
          return;
        }
      }
    }
  }

  private static void unlimited(
      Role.Rule rule, boolean clusterWide, Function<String, Boolean> roleReads, List<Way> out) {
    for (String kind : List.of("clusterroles", "roles")) {
      for (String verb : List.of("bind", "escalate")) {
        boolean useful =
            rule.resourceNames().isEmpty()
                || (kind.equals("clusterroles")
                    && rule.resourceNames().stream().anyMatch(roleReads::apply));
        if (useful && allows(rule, "rbac.authorization.k8s.io", kind, verb)) {
          out.add(new Way(Effect.UNLIMITED, verb + " " + kind, List.of()));
          return;
        }
      }
    }
    if (clusterWide) {
      for (String who : List.of("users", "groups")) {
        if (allows(rule, "", who, "impersonate")) {
          out.add(new Way(Effect.UNLIMITED, "impersonate " + who, rule.resourceNames()));
          return;
        }
      }
      if (allows(rule, "", "nodes/proxy", "get") || allows(rule, "", "nodes/proxy", "create")) {
        out.add(new Way(Effect.UNLIMITED, "nodes/proxy", List.of()));
      }
    }
  }

  static boolean allows(Role.Rule rule, String group, String resource, String verb) {
    return (rule.verbs().contains(verb) || rule.verbs().contains("*"))
        && (rule.apiGroups().contains(group) || rule.apiGroups().contains("*"))
        && names(rule.resources(), resource);
  }

  private static boolean names(List<String> resources, String resource) {
    int slash = resource.indexOf('/');
    return resources.contains("*")
        || resources.contains(resource)
        || (slash > 0 && resources.contains("*" + resource.substring(slash)));
  }
}

package dev.bulkhead.analysis;

import dev.bulkhead.analysis.EffectiveRoles.Grant;
import dev.bulkhead.analysis.SecretRights.Effect;
import dev.bulkhead.analysis.SecretRights.Way;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts.Owner;
import dev.bulkhead.model.Facts.SecretReader;
import dev.bulkhead.model.Facts.Step;
import dev.bulkhead.model.RoleBinding;
import dev.bulkhead.model.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who can read which namespace's Secrets, and by which chain. A search from each subject of each
 * binding: what its rules allow there, and whom it can act as by running pods, minting tokens or
 * impersonating. The shortest chain is kept.
 */
final class SecretAccess {
  /** Stands for all namespaces. */
  static final String EVERYWHERE = "*";

  private static final int CHAINS_OF_A_SUBJECT = 50;

  private final EffectiveRoles roles;
  private final Map<String, Owner> owners;
  private final List<RoleBinding> bindings = new ArrayList<>();
  private final Map<String, List<Held>> bySubject = new LinkedHashMap<>();
  private final Map<String, Set<String>> accountsOfNamespace = new HashMap<>();
  private final Map<String, String> tenantOfNamespace = new HashMap<>();
  private final Map<String, Boolean> readingRoles = new HashMap<>();

  /** A binding as one of its subjects holds it. */
  private record Held(RoleBinding binding, RoleBinding.Subject subject) {
    /** The namespace that it holds in. */
    String scope() {
      String namespace = binding.meta().namespace();
      return namespace == null || binding.meta().resourceKind().equals("ClusterRoleBinding")
          ? EVERYWHERE
          : namespace;
    }
  }

  /** A binding reached on the way, with the steps that led to it. */
  private record Reached(Held held, List<Step> steps) {}

  SecretAccess(Snapshot snapshot, Map<String, Owner> owners) {
    this.roles = new EffectiveRoles(snapshot);
    this.owners = owners;
    for (Entity e : snapshot.entities()) {
      String namespace = e.meta().namespace();
      Owner owner = owners.get(e.meta().id());
      if (namespace != null && owner != null && owner.tenant() != null) {
        tenantOfNamespace.putIfAbsent(namespace, owner.tenant());
      }
      if (e instanceof RoleBinding b) {
        bindings.add(b);
        for (RoleBinding.Subject s : b.subjects()) {
          String name = name(b, s);
          bySubject.computeIfAbsent(name, k -> new ArrayList<>()).add(new Held(b, s));
          if (s.kind().equals("ServiceAccount")) {
            accountsOfNamespace
                .computeIfAbsent(accountNamespace(b, s), k -> new TreeSet<>())
                .add(name);
          }
        }
      }
    }
  }

  private static String accountNamespace(RoleBinding binding, RoleBinding.Subject subject) {
    String written = subject.namespace() == null ? binding.meta().namespace() : subject.namespace();
    return written == null ? "" : written;
  }

  private static String name(RoleBinding binding, RoleBinding.Subject subject) {
    return subject.kind().equals("ServiceAccount")
        ? "ServiceAccount:" + accountNamespace(binding, subject) + "/" + subject.name()
        : subject.kind() + ":" + subject.name();
  }

  /** By the id of the binding that it begins with, who can read Secrets where. */
  Map<String, List<SecretReader>> readers() {
    var out = new LinkedHashMap<String, List<SecretReader>>();
    for (RoleBinding binding : bindings) {
      var found = new ArrayList<SecretReader>();
      for (RoleBinding.Subject subject : binding.subjects()) {
        found.addAll(search(new Held(binding, subject)));
      }
      if (!found.isEmpty()) {
        out.put(binding.meta().id(), List.copyOf(found));
      }
    }
    return out;
  }

  private List<SecretReader> search(Held start) {
    String subject = name(start.binding(), start.subject());
    Map<String, SecretReader> found = new LinkedHashMap<>();
    var queue = new ArrayDeque<Reached>();
    Set<String> seen = new HashSet<>(Set.of(subject));
    queue.add(new Reached(start, List.of()));
    while (!queue.isEmpty() && !everywhere(found) && found.size() < CHAINS_OF_A_SUBJECT) {
      visit(queue.remove(), start, subject, found, seen, queue);
    }
    return everywhere(found)
        ? List.of(Objects.requireNonNull(found.get(EVERYWHERE)))
        : List.copyOf(found.values());
  }

  private static boolean everywhere(Map<String, SecretReader> found) {
    SecretReader reader = found.get(EVERYWHERE);
    return reader != null && reader.names().isEmpty();
  }

  private void visit(
      Reached at,
      Held start,
      String subject,
      Map<String, SecretReader> found,
      Set<String> seen,
      ArrayDeque<Reached> queue) {
    String scope = at.held().scope();
    for (Grant grant : roles.of(at.held().binding())) {
      for (Way way : SecretRights.of(grant.rule(), scope.equals(EVERYWHERE), this::readsSecrets)) {
        List<Step> steps = steps(at, grant, way);
        boolean reads = way.effect() != Effect.ACTS_AS_ACCOUNTS;
        SecretReader known = found.get(scope);
        if (reads && (known == null || (!known.names().isEmpty() && way.names().isEmpty()))) {
          found.put(
              scope,
              new SecretReader(subject, tenant(start), scope, way.via(), way.names(), steps));
        }
        boolean becomes =
            way.effect() == Effect.RUNS_PODS || way.effect() == Effect.ACTS_AS_ACCOUNTS;
        if (becomes && !everywhere(found)) {
          follow(scope, way, steps, seen, queue);
        }
      }
    }
  }

  /** The accounts of a scope that can be acted as, with what they hold. */
  private void follow(
      String scope, Way way, List<Step> steps, Set<String> seen, ArrayDeque<Reached> queue) {
    var identities = new ArrayList<String>();
    if (scope.equals(EVERYWHERE)) {
      accountsOfNamespace.values().forEach(identities::addAll);
    } else {
      identities.addAll(accountsOfNamespace.getOrDefault(scope, Set.of()));
      identities.add("Group:system:serviceaccounts:" + scope);
    }
    identities.add("Group:system:serviceaccounts");
    for (String identity : identities) {
      String account = identity.substring(identity.indexOf('/') + 1);
      boolean named = way.names().isEmpty() || way.names().contains(account);
      if (named && bySubject.containsKey(identity) && seen.add(identity)) {
        bySubject.get(identity).forEach(held -> queue.add(new Reached(held, steps)));
      }
    }
  }

  private static List<Step> steps(Reached at, Grant grant, Way way) {
    var out = new ArrayList<>(at.steps());
    RoleBinding binding = at.held().binding();
    out.add(
        new Step(
            binding.meta().resourceKind()
                + " "
                + binding.meta().name()
                + " gives "
                + name(binding, at.held().subject()).replaceFirst(":", " ")
                + " the "
                + binding.roleKind()
                + " "
                + binding.roleName(),
            binding.meta().id(),
            at.held().subject().pointer()));
    String where =
        at.held().scope().equals(EVERYWHERE) ? "every namespace" : "namespace " + at.held().scope();
    String names = way.names().isEmpty() ? "" : " (" + String.join(", ", way.names()) + ")";
    out.add(
        new Step(
            grant.said() + " allows " + way.via() + names + " in " + where,
            grant.role(),
            grant.role() == null ? null : grant.rule().pointer()));
    return List.copyOf(out);
  }

  private boolean readsSecrets(String clusterRole) {
    Boolean known = readingRoles.get(clusterRole);
    if (known == null) {
      known =
          roles.clusterRole(clusterRole).stream()
              .anyMatch(g -> SecretRights.allows(g.rule(), "", "secrets", "get"));
      readingRoles.put(clusterRole, known);
    }
    return known;
  }

  /** The tenant that a service account belongs to, by its namespace; users and groups have none. */
  private @Nullable String tenant(Held held) {
    if (!held.subject().kind().equals("ServiceAccount")) {
      return null;
    }
    String namespace = accountNamespace(held.binding(), held.subject());
    Owner owner = owners.get("Namespace/_/" + namespace);
    return owner == null ? tenantOfNamespace.get(namespace) : owner.tenant();
  }
}

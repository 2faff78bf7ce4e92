package dev.bulkhead.normalize.kubernetes;

import dev.bulkhead.model.Role;
import dev.bulkhead.model.RoleBinding;
import dev.bulkhead.model.ServiceAccount;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;

/** Service accounts, roles and bindings. */
final class Access {
  private Access() {}

  static void serviceAccount(Kind kind, Sink sink) {
    sink.add(
        new ServiceAccount(
            kind.meta("ServiceAccount"),
            kind.tree().at("automountServiceAccountToken").bool(),
            Pods.names(kind.tree().at("imagePullSecrets"))));
  }

  static void role(Kind kind, Sink sink) {
    Tree tree = kind.tree();
    sink.add(
        new Role(
            kind.meta("Role"),
            tree.at("rules").items().stream().map(Access::rule).toList(),
            tree.at("aggregationRule", "clusterRoleSelectors").items().stream()
                .map(Selectors::read)
                .toList()));
  }

  private static Role.Rule rule(Tree r) {
    return new Role.Rule(
        r.pointer(),
        r.at("apiGroups").texts(),
        r.at("resources").texts(),
        r.at("verbs").texts(),
        r.at("resourceNames").texts(),
        r.at("nonResourceURLs").texts());
  }

  static void binding(Kind kind, Sink sink) {
    Tree tree = kind.tree();
    sink.add(
        new RoleBinding(
            kind.meta("RoleBinding"),
            tree.at("roleRef", "kind").text(""),
            tree.at("roleRef", "name").text(""),
            tree.at("subjects").items().stream()
                .map(s ->
                    new RoleBinding.Subject(
                        s.pointer(),
                        s.at("kind").text(""),
                        s.at("name").text(""),
                        s.at("namespace").text()))
                .toList()));
  }
}

package dev.bulkhead.normalize.kubernetes;

import dev.bulkhead.model.AdmissionPolicy;
import dev.bulkhead.model.AdmissionWebhook;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Webhook configurations and policies of admission engines. */
final class Admission {
  /** What a policy covers, by words that its rules hold. */
  private static final Map<String, String> COVERAGE =
      Map.of(
          "privileged", "privileged",
          "hostpath", "hostPath",
          "hostnetwork", "hostNetwork",
          "hostpid", "hostPID",
          "runasnonroot", "runAsNonRoot",
          "allowprivilegeescalation", "allowPrivilegeEscalation",
          "verifyimages", "verifyImages");

  private Admission() {}

  static void webhook(Kind kind, Sink sink) {
    Tree tree = kind.tree();
    sink.add(
        new AdmissionWebhook(
            kind.meta("AdmissionWebhook"),
            kind.resourceKind().startsWith("Mutating"),
            tree.at("webhooks").items().stream().map(Admission::webhook).toList()));
  }

  private static AdmissionWebhook.Webhook webhook(Tree w) {
    return new AdmissionWebhook.Webhook(
        w.at("name").text(""),
        w.pointer(),
        w.at("failurePolicy").text(),
        w.at("timeoutSeconds").smallInteger(),
        Selectors.readIfPresent(w.at("namespaceSelector")),
        Selectors.readIfPresent(w.at("objectSelector")),
        w.at("rules").items().stream().map(Admission::rule).toList(),
        Pods.names(w.at("matchConditions")),
        w.at("clientConfig", "service", "namespace").text());
  }

  private static AdmissionWebhook.WebhookRule rule(Tree r) {
    return new AdmissionWebhook.WebhookRule(
        r.at("apiGroups").texts(),
        r.at("apiVersions").texts(),
        r.at("resources").texts(),
        r.at("operations").texts(),
        r.at("scope").text("*"));
  }

  static void vap(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    boolean binding = kind.resourceKind().endsWith("Binding");
    List<String> actions = spec.at("validationActions").texts();
    String action =
        actions.contains("Deny") ? "enforce" : actions.contains("Warn") ? "warn" : "audit";
    Tree match = binding ? spec.at("matchResources") : spec.at("matchConstraints");
    sink.add(
        new AdmissionPolicy(
            kind.meta("AdmissionPolicy"),
            binding ? "vap-binding" : "vap",
            binding ? action : "enforce",
            Selectors.readIfPresent(match.at("namespaceSelector")),
            List.of(),
            List.of(),
            covers(kind)));
  }

  static void kyverno(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    String action = spec.at("validationFailureAction").text("");
    for (Tree rule : spec.at("rules").items()) {
      action = rule.at("validate", "failureAction").text(action);
    }
    var meta = kind.meta("AdmissionPolicy");
    sink.add(
        new AdmissionPolicy(
            meta,
            "kyverno",
            action.toLowerCase(Locale.ROOT).equals("enforce") ? "enforce" : "audit",
            null,
            meta.namespace() == null ? List.of() : List.of(meta.namespace()),
            List.of(),
            covers(kind)));
  }

  static void gatekeeper(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    String action = spec.at("enforcementAction").text("deny");
    sink.add(
        new AdmissionPolicy(
            kind.meta("AdmissionPolicy"),
            "gatekeeper",
            action.equals("deny") ? "enforce" : action.equals("warn") ? "warn" : "audit",
            Selectors.readIfPresent(spec.at("match", "namespaceSelector")),
            spec.at("match", "namespaces").texts(),
            spec.at("match", "excludedNamespaces").texts(),
            covers(kind)));
  }

  private static List<String> covers(Kind kind) {
    String text =
        (kind.resourceKind() + String.valueOf(kind.tree().node())).toLowerCase(Locale.ROOT);
    var out = new ArrayList<String>();
    COVERAGE.forEach((word, name) -> {
      if (text.contains(word)) {
        out.add(name);
      }
    });
    out.sort(null);
    return out;
  }
}

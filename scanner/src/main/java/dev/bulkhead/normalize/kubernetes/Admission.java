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
    Tree match = binding ? spec.at("matchResources") : spec.at("matchConstraints");
    sink.add(
        new AdmissionPolicy(
            kind.meta("AdmissionPolicy"),
            binding ? "vap-binding" : "vap",
            spec.at("policyName").text(),
            binding ? action(spec.at("validationActions").texts()) : "enforce",
            Selectors.readIfPresent(match.at("namespaceSelector")),
            List.of(),
            List.of(),
            covers(spec.at("validations"), spec.at("variables"))));
  }

  private static String action(List<String> actions) {
    return actions.contains("Deny") ? "enforce" : actions.contains("Warn") ? "warn" : "audit";
  }

  /** Kyverno's ClusterPolicy and Policy: their rules' {@code validate} is what they deny. */
  static void kyverno(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    String action = spec.at("validationFailureAction").text("");
    boolean verifies = false;
    var denied = new ArrayList<Tree>();
    var namespaces = new ArrayList<String>();
    var excluded = new ArrayList<String>();
    for (Tree rule : spec.at("rules").items()) {
      action = rule.at("validate", "failureAction").text(action);
      denied.add(rule.at("validate"));
      verifies |= rule.at("verifyImages").isSequence();
      for (Tree image : rule.at("verifyImages").items()) {
        action = image.at("failureAction").text(action);
      }
      filtered(rule.at("match"), namespaces);
      filtered(rule.at("exclude"), excluded);
    }
    var meta = kind.meta("AdmissionPolicy");
    if (meta.namespace() != null) {
      namespaces.add(meta.namespace());
    }
    sink.add(
        new AdmissionPolicy(
            meta,
            "kyverno",
            null,
            action.toLowerCase(Locale.ROOT).equals("enforce") ? "enforce" : "audit",
            null,
            List.copyOf(namespaces),
            List.copyOf(excluded),
            kyvernoCovers(denied, verifies)));
  }

  /** Kyverno's CEL policies (policies.kyverno.io). */
  static void kyvernoValidating(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    sink.add(
        new AdmissionPolicy(
            kind.meta("AdmissionPolicy"),
            "kyverno",
            null,
            action(spec.at("validationActions").texts()),
            Selectors.readIfPresent(spec.at("matchConstraints", "namespaceSelector")),
            List.of(),
            List.of(),
            covers(spec.at("validations"), spec.at("variables"))));
  }

  /** Namespaces of a rule's {@code match} or {@code exclude}: direct, or under any and all. */
  private static void filtered(Tree filter, List<String> out) {
    out.addAll(filter.at("resources", "namespaces").texts());
    for (String group : List.of("any", "all")) {
      filter.at(group).items().forEach(f -> out.addAll(f.at("resources", "namespaces").texts()));
    }
  }

  static void gatekeeper(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    String action = spec.at("enforcementAction").text("deny");
    var covers = new ArrayList<>(words(kind.resourceKind().toLowerCase(Locale.ROOT)));
    if (kind.resourceKind().startsWith("K8sPSPPrivileged")) {
      covers.add("privileged");
    }
    sink.add(
        new AdmissionPolicy(
            kind.meta("AdmissionPolicy"),
            "gatekeeper",
            null,
            action.equals("deny") ? "enforce" : action.equals("warn") ? "warn" : "audit",
            Selectors.readIfPresent(spec.at("match", "namespaceSelector")),
            spec.at("match", "namespaces").texts(),
            spec.at("match", "excludedNamespaces").texts(),
            covers.stream().distinct().sorted().toList()));
  }

  private static List<String> kyvernoCovers(List<Tree> denied, boolean verifies) {
    var out = new ArrayList<>(covers(denied.toArray(Tree[]::new)));
    if (verifies && !out.contains("verifyImages")) {
      out.add("verifyImages");
    }
    return List.copyOf(out);
  }

  private static List<String> covers(Tree... parts) {
    var out = new ArrayList<String>();
    for (Tree part : parts) {
      out.addAll(words(String.valueOf(part.node()).toLowerCase(Locale.ROOT)));
    }
    return out.stream().distinct().sorted().toList();
  }

  private static List<String> words(String text) {
    // Kyverno's podSecurity applies a whole Pod Security profile.
    if (text.contains("podsecurity")) {
      return List.of("hostNetwork", "hostPID", "hostPath", "privileged");
    }
    var out = new ArrayList<String>();
    COVERAGE.forEach((word, name) -> {
      int at = text.indexOf(word);
      while (at > 0 && Character.isLetter(text.charAt(at - 1))) {
        at = text.indexOf(word, at + 1);
      }
      if (at >= 0) {
        out.add(name);
      }
    });
    return out;
  }
}

package dev.bulkhead.normalize.kubernetes;

import dev.bulkhead.model.AdmissionPolicy;
import dev.bulkhead.model.AdmissionWebhook;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

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
            spec.at("failurePolicy").text(),
            covers(spec.at("validations"), spec.at("variables"))));
  }

  private static String action(List<String> actions) {
    return actions.contains("Deny") ? "enforce" : actions.contains("Warn") ? "warn" : "audit";
  }

  /**
   * Kyverno's ClusterPolicy and Policy: what their rules' {@code validate} denies. A rule counts
   * where its action is to enforce; where none is, the policy only audits.
   */
  static void kyverno(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    String action = spec.at("validationFailureAction").text("Audit");
    List<Tree> enforced =
        spec.at("rules").items().stream().filter(r -> isEnforced(r, action)).toList();
    List<Tree> rules = enforced.isEmpty() ? spec.at("rules").items() : enforced;
    var denied = new ArrayList<String>();
    var namespaces = new ArrayList<String>();
    var excluded = new ArrayList<>(overridden(spec, "audit"));
    var selectors = new ArrayList<Tree>();
    for (Tree rule : rules) {
      rule.at("validate")
          .entries()
          .forEach((name, part) -> {
            if (!name.equals("message")) {
              denied.add(name + " " + part.node());
            }
          });
      filtered(rule.at("match"), namespaces, selectors);
      filtered(rule.at("exclude"), excluded, new ArrayList<>());
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
            enforced.isEmpty() ? "audit" : "enforce",
            selectors.isEmpty() ? null : Selectors.readIfPresent(selectors.getFirst()),
            List.copyOf(namespaces),
            List.copyOf(excluded),
            spec.at("webhookConfiguration", "failurePolicy")
                .text(spec.at("failurePolicy").text("Fail")),
            kyvernoCovers(
                denied, rules.stream().anyMatch(r -> r.at("verifyImages").isSequence()))));
  }

  private static boolean isEnforced(Tree rule, String policys) {
    String own = rule.at("validate", "failureAction").text(policys);
    for (Tree image : rule.at("verifyImages").items()) {
      own = image.at("failureAction").text(own);
    }
    return own.equalsIgnoreCase("enforce");
  }

  /** Namespaces for which the policy says another action than for the rest. */
  private static List<String> overridden(Tree spec, String action) {
    var out = new ArrayList<String>();
    for (Tree other : spec.at("validationFailureActionOverrides").items()) {
      if (other.at("action").text("").equalsIgnoreCase(action)) {
        out.addAll(other.at("namespaces").texts());
      }
    }
    return out;
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
            spec.at("failurePolicy").text(),
            covers(spec.at("validations"), spec.at("variables"))));
  }

  /**
   * Namespaces of a rule's {@code match} or {@code exclude}, by name and by label: direct, or under
   * any and all.
   */
  private static void filtered(Tree filter, List<String> out, List<Tree> selectors) {
    var resources = new ArrayList<>(List.of(filter.at("resources")));
    for (String group : List.of("any", "all")) {
      filter.at(group).items().forEach(f -> resources.add(f.at("resources")));
    }
    for (Tree part : resources) {
      out.addAll(part.at("namespaces").texts());
      if (part.at("namespaceSelector").present()) {
        selectors.add(part.at("namespaceSelector"));
      }
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
            null,
            covers.stream().distinct().sorted().toList()));
  }

  private static List<String> kyvernoCovers(List<String> denied, boolean verifies) {
    var out = new ArrayList<>(covers(denied.stream()));
    if (verifies && !out.contains("verifyImages")) {
      out.add("verifyImages");
    }
    return List.copyOf(out);
  }

  private static List<String> covers(Tree... parts) {
    return covers(Arrays.stream(parts).map(part -> String.valueOf(part.node())));
  }

  private static List<String> covers(Stream<String> texts) {
    return texts
        .flatMap(text -> words(text.toLowerCase(Locale.ROOT)).stream())
        .distinct()
        .sorted()
        .toList();
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

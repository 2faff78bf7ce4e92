package dev.bulkhead.normalize.files;

import dev.bulkhead.model.Configuration;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Plain;
import dev.bulkhead.normalize.Sink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Settings of Argo CD, which lie in ConfigMaps of fixed names, and of Grafana. Only what is listed
 * here is kept: the rest may hold secrets inside longer texts.
 */
public final class Consoles {
  /** Keys of {@code argocd-cm} and {@code argocd-rbac-cm} whose values controls look at. */
  private static final Set<String> ARGOCD =
      Set.of(
          "admin.enabled",
          "users.anonymous.enabled",
          "exec.enabled",
          "url",
          "policy.default",
          "policy.csv",
          "scopes");

  /** Keys that hold texts with secrets in them: that they are there is what counts. */
  private static final Set<String> PROVIDERS = Set.of("oidc.config", "dex.config");

  private static final Set<String> GRAFANA_SECTIONS =
      Set.of("auth", "auth.anonymous", "auth.basic", "auth.generic_oauth", "security", "users");

  private Consoles() {}

  /** Adds what a ConfigMap of Argo CD says, where it is one. */
  public static void argocd(Kind kind, Sink sink) {
    String name = kind.tree().at("metadata", "name").text("");
    if (!kind.resourceKind().equals("ConfigMap")
        || !(name.equals("argocd-cm") || name.equals("argocd-rbac-cm"))) {
      return;
    }
    var content = new LinkedHashMap<String, Object>();
    kind.tree()
        .at("data")
        .entries()
        .forEach((key, value) -> {
          if (ARGOCD.contains(key) && value.isScalar()) {
            content.put(key, value.text(""));
          } else if (PROVIDERS.contains(key) && value.isScalar()) {
            content.put(key, value.text("").isBlank() ? "" : "given");
          }
        });
    sink.add(new Configuration(kind.impliedMeta("Configuration"), name, content));
  }

  /** Whether sections are those of a grafana.ini. */
  static boolean isGrafana(Kind kind) {
    boolean named = kind.fileName().endsWith("grafana.ini");
    return named && GRAFANA_SECTIONS.stream().anyMatch(s -> kind.tree().at(s).isMapping());
  }

  static void grafana(Kind kind, Sink sink) {
    var content = new LinkedHashMap<String, Object>();
    for (String section : GRAFANA_SECTIONS.stream().sorted().toList()) {
      Map<String, Object> settings = Plain.map(kind.tree().at(section).node());
      if (!settings.isEmpty()) {
        content.put(section, settings);
      }
    }
    sink.add(
        new Configuration(kind.fileMeta("Configuration", kind.fileName()), "grafana", content));
  }
}

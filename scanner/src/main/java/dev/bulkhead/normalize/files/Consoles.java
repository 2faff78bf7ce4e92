package dev.bulkhead.normalize.files;

import dev.bulkhead.model.Configuration;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Plain;
import dev.bulkhead.normalize.Sink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Settings of Argo CD and ingress-nginx, which lie in ConfigMaps that are known by their names or
 * labels, and of Grafana. Only what is listed here is kept: the rest may hold secrets inside longer
 * texts.
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

  /**
   * Keys of the controller's ConfigMap (ingress-nginx, NGINX Configuration, ConfigMaps) whose
   * values controls look at.
   */
  private static final Set<String> INGRESS_NGINX =
      Set.of(
          "add-headers",
          "allow-snippet-annotations",
          "hsts",
          "hsts-max-age",
          "modsecurity-snippet",
          "proxy-body-size",
          "proxy-real-ip-cidr",
          "server-tokens",
          "use-forwarded-headers",
          "use-proxy-protocol");

  private static final Set<String> GRAFANA_SECTIONS =
      Set.of("auth", "auth.anonymous", "auth.basic", "auth.generic_oauth", "security", "users");

  private Consoles() {}

  /** Adds what a ConfigMap of Argo CD or of ingress-nginx says, where it is one. */
  public static void configMap(Kind kind, Sink sink) {
    if (!kind.resourceKind().equals("ConfigMap") || !kind.apiVersion().equals("v1")) {
      return;
    }
    String name = kind.tree().at("metadata", "name").text("");
    if (name.equals("argocd-cm") || name.equals("argocd-rbac-cm")) {
      settings(kind, name, Consoles::ofArgocd, sink);
    } else if (isOfIngressNginx(kind, name)) {
      settings(
          kind, "ingress-nginx", (key, value) -> INGRESS_NGINX.contains(key) ? value : null, sink);
    }
  }

  private static void settings(
      Kind kind, String type, BiFunction<String, String, @Nullable String> kept, Sink sink) {
    var content = new LinkedHashMap<String, Object>();
    kind.tree()
        .at("data")
        .entries()
        .forEach((key, value) -> {
          String found = value.isScalar() ? kept.apply(key, value.text("")) : null;
          if (found != null) {
            content.put(key, found);
          }
        });
    sink.add(new Configuration(kind.impliedMeta("Configuration"), type, content));
  }

  private static @Nullable String ofArgocd(String key, String value) {
    if (PROVIDERS.contains(key)) {
      return value.isBlank() ? "" : "given";
    }
    return ARGOCD.contains(key) ? value : null;
  }

  /**
   * The chart and the manifests of ingress-nginx name it {@code ingress-nginx-controller}, or label
   * it so; the same labels stand on the ConfigMaps of headers that it points at.
   */
  private static boolean isOfIngressNginx(Kind kind, String name) {
    Map<String, String> labels = kind.tree().at("metadata", "labels").stringMap();
    return name.equals("nginx-configuration")
        || name.endsWith("ingress-nginx-controller")
        || ("ingress-nginx".equals(labels.get("app.kubernetes.io/name"))
            && "controller".equals(labels.get("app.kubernetes.io/component"))
            && kind.tree().at("data").entries().keySet().stream()
                .noneMatch(key -> Character.isUpperCase(key.isEmpty() ? 'A' : key.charAt(0)))
            && !name.endsWith("-headers"));
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

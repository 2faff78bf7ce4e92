package dev.bulkhead.normalize.traefik;

import dev.bulkhead.model.EdgeProxy;
import dev.bulkhead.model.Meta;
import dev.bulkhead.model.Route;
import dev.bulkhead.model.Source;
import dev.bulkhead.model.TlsStore;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.source.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Values of Traefik's own Helm chart as the configuration that the chart makes of them (values.yaml
 * and the pod template of traefik/traefik-helm-chart). Three shapes are in use: the newest has the
 * options of an entry point under {@code http}, an older one directly under the port, and the
 * oldest calls a redirection {@code redirectTo}.
 */
public final class ChartValues {
  /** Fields of a port that no other chart has. */
  private static final Set<String> PORT_FIELDS =
      Set.of("redirections", "redirectTo", "forwardedHeaders", "proxyProtocol", "exposedPort");

  /** What the chart listens on unless it is told otherwise. */
  private static final Map<String, String> PORTS =
      new LinkedHashMap<>(
          Map.of("web", "8000", "websecure", "8443", "traefik", "8080", "metrics", "9100"));

  private static final String ENTRY_POINTS = "entryPoints";

  private final Kind kind;
  private final Tree values;
  private final StaticSettings settings = new StaticSettings();

  private ChartValues(Kind kind) {
    this.kind = kind;
    this.values = kind.tree();
  }

  /** Whether a mapping reads like values of the chart. */
  public static boolean isValues(Tree tree) {
    Tree ports = tree.at("ports");
    if (!ports.isMapping()) {
      return false;
    }
    Tree web = ports.at("web");
    return ports.at("websecure").isMapping()
        || (web.isMapping() && PORT_FIELDS.stream().anyMatch(f -> web.at(f).present()))
        || (ports.at("traefik").isMapping() && tree.at("ingressRoute").isMapping());
  }

  /**
   * Reads values.
   *
   * @param whole whether the chart's defaults hold for all that the values do not say; false where
   *     further values lie elsewhere
   */
  public static void normalize(Kind kind, boolean whole, Sink sink) {
    if (kind.tree().isMapping()) {
      new ChartValues(kind).read(whole, sink);
    }
  }

  private void read(boolean whole, Sink sink) {
    Tree ports = values.at("ports");
    if (whole) {
      defaults(ports);
    }
    ports.entries().forEach(this::port);
    provider("kubernetesCRD", whole);
    provider("kubernetesIngress", whole);
    provider("kubernetesGateway", false);
    logs();
    for (String same : List.of("api", "metrics", "certificatesResolvers")) {
      settings.put(List.of(same), values.at(same));
    }
    for (String list : List.of("globalArguments", "additionalArguments")) {
      items(values.at(list)).forEach(a -> settings.argument(a.text(""), a.pointer()));
    }
    for (Tree variable : items(values.at("env"))) {
      String value = variable.isMapping() ? variable.at("value").text() : null;
      if (value != null) {
        settings.variable(variable.at("name").text(""), value, variable.pointer());
      }
    }
    Meta host = kind.host();
    String name = host == null ? kind.fileName() : host.name();
    sink.add(
        new EdgeProxy(
            kind.fileMeta("EdgeProxy", name), settings.settings(), settings.pointers(), !whole));
    tls(sink);
    dashboard(sink);
  }

  private static List<Tree> items(Tree list) {
    return list.isSequence() ? list.items() : List.of();
  }

  private void defaults(Tree ports) {
    PORTS.forEach((name, number) -> {
      if (!isRemoved(ports, name)) {
        settings.put(List.of(ENTRY_POINTS, name, "address"), ":" + number + "/tcp", at(name));
      }
    });
    if (!isRemoved(ports, "websecure") && !refusesTls(ports.at("websecure"))) {
      settings.put(List.of(ENTRY_POINTS, "websecure", "http", "tls"), true, at("websecure"));
    }
    settings.put(List.of("api", "dashboard"), true, "/api/dashboard");
    settings.put(List.of("metrics", "prometheus", "entryPoint"), "metrics", "/metrics/prometheus");
  }

  private static String at(String port) {
    return "/ports/" + Tree.escape(port);
  }

  /** Null as a value is how Helm is told to leave out a default. */
  private static boolean isRemoved(Tree ports, String port) {
    return ports.node() instanceof Node.Mapping m
        && m.get(port) != null
        && !ports.at(port).present();
  }

  private static boolean refusesTls(Tree port) {
    Tree tls = option(port, "tls");
    return tls.isMapping() && tls.at("enabled").present() && !tls.at("enabled").isTrue();
  }

  /** An option of an entry point, in the newer shape or in the older. */
  private static Tree option(Tree port, String name) {
    Tree newer = port.at("http", name);
    return newer.present() ? newer : port.at(name);
  }

  private void port(String name, Tree port) {
    if (!port.isMapping()) {
      return;
    }
    settings.place(ENTRY_POINTS + "." + name, port.pointer());
    Tree number = port.at("port");
    if (number.present()) {
      String protocol = port.at("protocol").text("TCP").toLowerCase(Locale.ROOT);
      settings.put(
          List.of(ENTRY_POINTS, name, "address"),
          port.at("hostIP").text("") + ":" + number.text("") + "/" + protocol,
          number.pointer());
    }
    for (String same : List.of("asDefault", "forwardedHeaders", "proxyProtocol", "transport")) {
      settings.put(List.of(ENTRY_POINTS, name, same), port.at(same));
    }
    settings.put(List.of(ENTRY_POINTS, name, "http", "middlewares"), option(port, "middlewares"));
    redirection(List.of(ENTRY_POINTS, name, "http", "redirections", "entryPoint"), port);
    tls(List.of(ENTRY_POINTS, name, "http", "tls"), port);
  }

  private void redirection(List<String> path, Tree port) {
    settings.put(path, option(port, "redirections").at("entryPoint"));
    Tree oldest = port.at("redirectTo");
    Tree to = oldest.isMapping() ? oldest.at("port") : oldest;
    if (to.present()) {
      settings.put(below(path, "to"), to);
    }
  }

  private static List<String> below(List<String> path, String name) {
    var out = new ArrayList<>(path);
    out.add(name);
    return List.copyOf(out);
  }

  private void tls(List<String> path, Tree port) {
    Tree tls = option(port, "tls");
    if (!tls.isMapping() || refusesTls(port)) {
      return;
    }
    if (tls.at("enabled").isTrue()) {
      settings.put(path, true, tls.pointer());
    }
    for (String same : List.of("options", "certResolver", "domains")) {
      if (!tls.at(same).isScalar() || !tls.at(same).text("").isEmpty()) {
        settings.put(below(path, same), tls.at(same));
      }
    }
  }

  private void provider(String name, boolean byDefault) {
    Tree provider = values.at("providers", name);
    boolean enabled =
        provider.at("enabled").present() ? provider.at("enabled").isTrue() : byDefault;
    if (enabled) {
      List<String> path = List.of("providers", name);
      settings.put(path, true, provider.pointer());
      provider
          .entries()
          .forEach((field, value) -> {
            if (!field.equals("enabled")) {
              settings.put(below(path, field), value);
            }
          });
    }
  }

  private void logs() {
    settings.put(List.of("log"), values.at("logs", "general"));
    Tree access = values.at("logs", "access");
    settings.place("accessLog", access.pointer());
    if (!access.at("enabled").isTrue()) {
      return;
    }
    List<String> path = List.of("accessLog");
    settings.put(path, true, access.pointer());
    for (String same : List.of("format", "filePath", "bufferingSize", "addInternals")) {
      settings.put(below(path, same), access.at(same));
    }
    Tree headers = access.at("fields", "headers");
    settings.put(List.of("accessLog", "fields", "headers", "names"), headers.at("names"));
    settings.put(
        List.of("accessLog", "fields", "headers", "defaultMode"), headers.at("defaultmode"));
  }

  /** What the chart makes custom resources of. */
  private void tls(Sink sink) {
    Tree options = values.at("tlsOptions");
    options
        .entries()
        .forEach((name, spec) ->
            TraefikResources.tlsPolicy(part("TlsPolicy", name, spec), spec.root(), sink));
    values
        .at("tlsStore")
        .entries()
        .forEach((name, spec) ->
            sink.add(
                new TlsStore(
                    part("TlsStore", name, spec),
                    spec.at("defaultCertificate", "secretName").text(),
                    spec.at("defaultGeneratedCert", "resolver").text())));
  }

  private void dashboard(Sink sink) {
    Tree route = values.at("ingressRoute", "dashboard");
    if (!route.at("enabled").isTrue()) {
      return;
    }
    Tree root = route.root();
    List<String> entryPoints =
        root.at("entryPoints").present() ? root.at("entryPoints").texts() : List.of("traefik");
    Meta meta = part("Route", "traefik-dashboard", route);
    sink.add(TraefikResources.chartRoute(meta, root, entryPoints));
  }

  private Meta part(String entityKind, String name, Tree spec) {
    Source values = kind.source();
    Meta own = kind.fileMeta(entityKind, name);
    Meta host = kind.host();
    return new Meta(
        own.id() + (host == null ? "@" + values.uri() : ""),
        name,
        own.namespace(),
        null,
        own.resourceKind(),
        own.labels(),
        own.annotations(),
        new Source(
            values.uri(),
            values.document(),
            values.pointer() + spec.pointer(),
            spec.span(values.span()),
            values.collector(),
            values.via()));
  }
}

package dev.bulkhead.normalize.kubernetes;

import dev.bulkhead.model.Gateway;
import dev.bulkhead.model.Meta;
import dev.bulkhead.model.NetworkPolicy;
import dev.bulkhead.model.Route;
import dev.bulkhead.model.Service;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Services, network policies, ingresses and the Gateway API. */
final class Networking {
  private static final String TRAEFIK = "traefik.ingress.kubernetes.io/";

  private Networking() {}

  static void service(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    sink.add(
        new Service(
            kind.meta("Service"),
            spec.at("type").text("ClusterIP"),
            spec.at("selector").stringMap(),
            spec.at("externalName").text(),
            spec.at("ports").items().stream().map(Networking::port).toList(),
            spec.at("loadBalancerSourceRanges").texts(),
            spec.at("externalIPs").texts()));
  }

  private static Service.Port port(Tree p) {
    Integer number = p.at("port").smallInteger();
    return new Service.Port(
        p.at("name").text(),
        number == null ? 0 : number,
        p.at("targetPort").text(),
        p.at("nodePort").smallInteger(),
        p.at("protocol").text("TCP"));
  }

  /**
   * Where policyTypes is absent the API server sets Ingress always, and Egress where there are
   * egress rules (API reference of NetworkPolicySpec).
   */
  static void networkPolicy(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    List<String> types = spec.at("policyTypes").texts();
    boolean written = !types.isEmpty();
    boolean ingress = !written || types.contains("Ingress");
    boolean egress = written ? types.contains("Egress") : !spec.at("egress").items().isEmpty();
    sink.add(
        new NetworkPolicy(
            kind.meta("NetworkPolicy"),
            Selectors.read(spec.at("podSelector")),
            ingress,
            egress,
            written,
            spec.at("ingress").items().stream().map(r -> rule(r, "from")).toList(),
            spec.at("egress").items().stream().map(r -> rule(r, "to")).toList()));
  }

  private static NetworkPolicy.Rule rule(Tree rule, String peers) {
    return new NetworkPolicy.Rule(
        rule.pointer(),
        rule.at(peers).items().stream().map(Networking::peer).toList(),
        rule.at("ports").items().stream().map(Networking::policyPort).toList());
  }

  private static NetworkPolicy.Peer peer(Tree peer) {
    Tree block = peer.at("ipBlock");
    return new NetworkPolicy.Peer(
        peer.pointer(),
        Selectors.readIfPresent(peer.at("podSelector")),
        Selectors.readIfPresent(peer.at("namespaceSelector")),
        block.present()
            ? new NetworkPolicy.IpBlock(block.at("cidr").text(""), block.at("except").texts())
            : null);
  }

  private static NetworkPolicy.PolicyPort policyPort(Tree port) {
    return new NetworkPolicy.PolicyPort(
        port.at("protocol").text("TCP"), port.at("port").text(), port.at("endPort").smallInteger());
  }

  static void ingress(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    var meta = kind.meta("Route");
    String annotated = meta.annotations().get("kubernetes.io/ingress.class");
    String ingressClass = spec.at("ingressClassName").text(annotated == null ? "" : annotated);
    var rules = new ArrayList<Route.Rule>();
    List<String> middlewares = listed(meta, "router.middlewares");
    for (Tree rule : spec.at("rules").items()) {
      ingressRule(rule, meta.namespace(), middlewares, rules);
    }
    Tree fallback =
        spec.at("defaultBackend").present() ? spec.at("defaultBackend") : spec.at("backend");
    if (fallback.present()) {
      rules.add(
          new Route.Rule(
              fallback.pointer(),
              null,
              true,
              List.of(),
              List.of(),
              List.of(),
              null,
              middlewares,
              List.of(ingressBackend(fallback, meta.namespace()))));
    }
    sink.add(
        new Route(
            meta,
            "http",
            listed(meta, "router.entrypoints"),
            ingressClass.isEmpty() ? null : ingressClass,
            ingressTls(kind.tree(), meta),
            rules));
  }

  /** The names that one of Traefik's annotations lists. */
  private static List<String> listed(Meta meta, String annotation) {
    String value = meta.annotations().getOrDefault(TRAEFIK + annotation, "");
    return value.isBlank() ? List.of() : List.of(value.strip().split("\\s*,\\s*", -1));
  }

  /** Where an Ingress names no certificate, Traefik's annotation may still ask for TLS. */
  private static Route.@Nullable Tls ingressTls(Tree tree, Meta meta) {
    Tree spec = tree.at("spec");
    List<Tree> tls = spec.at("tls").items();
    String options = meta.annotations().get(TRAEFIK + "router.tls.options");
    if (tls.isEmpty()) {
      boolean asked = "true".equals(meta.annotations().get(TRAEFIK + "router.tls"));
      String resolver = meta.annotations().get(TRAEFIK + "router.tls.certresolver");
      return asked || resolver != null
          ? new Route.Tls("/metadata/annotations", null, resolver, options, List.of(), false)
          : null;
    }
    // An entry without hosts is for all of them.
    List<String> hosts =
        tls.stream().allMatch(t -> t.at("hosts").present())
            ? tls.stream().flatMap(t -> t.at("hosts").texts().stream()).toList()
            : List.of();
    return new Route.Tls(
        spec.at("tls").pointer(),
        tls.getFirst().at("secretName").text(),
        null,
        options,
        hosts,
        false);
  }

  private static void ingressRule(
      Tree rule, @Nullable String namespace, List<String> middlewares, List<Route.Rule> out) {
    String host = rule.at("host").text();
    List<String> hosts = host == null || host.isEmpty() ? List.of() : List.of(host);
    for (Tree path : rule.at("http", "paths").items()) {
      String value = path.at("path").text();
      String type = path.at("pathType").text("Prefix");
      out.add(
          new Route.Rule(
              rule.pointer(),
              null,
              true,
              hosts,
              List.of(),
              value == null
                  ? List.of()
                  : List.of(new Route.PathMatch(type.equals("Exact") ? "Exact" : "Prefix", value)),
              null,
              middlewares,
              List.of(ingressBackend(path.at("backend"), namespace))));
    }
  }

  private static Route.Backend ingressBackend(Tree backend, @Nullable String namespace) {
    Tree service = backend.at("service");
    boolean old = !service.present() && backend.at("serviceName").present();
    String port =
        old
            ? backend.at("servicePort").text()
            : service.at("port", "number").text(service.at("port", "name").text(""));
    return new Route.Backend(
        backend.pointer(),
        "Service",
        old ? backend.at("serviceName").text("") : service.at("name").text(""),
        namespace,
        false,
        port,
        null,
        null);
  }

  static void gateway(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    sink.add(
        new Gateway(
            kind.meta("Gateway"),
            spec.at("gatewayClassName").text(),
            spec.at("listeners").items().stream().map(Networking::listener).toList()));
  }

  private static Gateway.Listener listener(Tree l) {
    Integer port = l.at("port").smallInteger();
    Tree tls = l.at("tls");
    return new Gateway.Listener(
        l.pointer(),
        l.at("name").text(""),
        port == null ? 0 : port,
        l.at("protocol").text(""),
        l.at("hostname").text(),
        tls.present() ? tls.at("mode").text("Terminate") : null,
        Pods.names(tls.at("certificateRefs")),
        l.at("allowedRoutes", "namespaces", "from").text("Same"));
  }

  static void gatewayRoute(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    var meta = kind.meta("Route");
    List<String> hosts = spec.at("hostnames").texts();
    var rules = new ArrayList<Route.Rule>();
    for (Tree rule : spec.at("rules").items()) {
      var paths = new ArrayList<Route.PathMatch>();
      for (Tree match : rule.at("matches").items()) {
        String value = match.at("path", "value").text();
        if (value != null) {
          String type = match.at("path", "type").text("PathPrefix");
          paths.add(
              new Route.PathMatch(
                  type.equals("Exact") ? "Exact" : type.equals("PathPrefix") ? "Prefix" : "Regexp",
                  value));
        }
      }
      rules.add(
          new Route.Rule(
              rule.pointer(),
              null,
              true,
              hosts,
              List.of(),
              paths,
              null,
              filters(rule, meta.namespace()),
              backends(rule, meta.namespace())));
    }
    var parents = new ArrayList<String>();
    for (Tree parent : spec.at("parentRefs").items()) {
      String section = parent.at("sectionName").text();
      parents.add(
          parent.at("namespace").text(meta.namespace() == null ? "" : meta.namespace())
              + "/"
              + parent.at("name").text("")
              + (section == null ? "" : "/" + section));
    }
    String protocol =
        switch (kind.resourceKind()) {
          case "TCPRoute", "TLSRoute" -> "tcp";
          case "UDPRoute" -> "udp";
          default -> "http";
        };
    sink.add(new Route(meta, protocol, parents, null, null, rules));
  }

  /** An ExtensionRef is a middleware; other filters are named by their type, {@code …@gateway}. */
  private static List<String> filters(Tree rule, @Nullable String namespace) {
    var out = new ArrayList<String>();
    for (Tree filter : rule.at("filters").items()) {
      String type = filter.at("type").text("");
      out.add(
          type.equals("ExtensionRef")
              ? (namespace == null ? "" : namespace)
                  + "/"
                  + filter.at("extensionRef", "name").text("")
              : type + "@gateway");
    }
    return out;
  }

  private static List<Route.Backend> backends(Tree rule, @Nullable String namespace) {
    var out = new ArrayList<Route.Backend>();
    for (Tree b : rule.at("backendRefs").items()) {
      String written = b.at("namespace").text();
      out.add(
          new Route.Backend(
              b.pointer(),
              b.at("kind").text("Service"),
              b.at("name").text(""),
              written == null ? namespace : written,
              written != null,
              b.at("port").text(),
              null,
              null));
    }
    return out;
  }
}

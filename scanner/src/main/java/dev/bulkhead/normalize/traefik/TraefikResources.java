package dev.bulkhead.normalize.traefik;

import dev.bulkhead.model.Meta;
import dev.bulkhead.model.Middleware;
import dev.bulkhead.model.Route;
import dev.bulkhead.model.ServersTransport;
import dev.bulkhead.model.TlsPolicy;
import dev.bulkhead.model.TlsStore;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Plain;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Traefik's custom resources (traefik.io, traefik.containo.us). */
public final class TraefikResources {
  private TraefikResources() {}

  /** Returns false for kinds that are not known here. */
  public static boolean normalize(Kind kind, Sink sink) {
    switch (kind.resourceKind()) {
      case "IngressRoute" -> route(kind, "http", sink);
      case "IngressRouteTCP" -> route(kind, "tcp", sink);
      case "IngressRouteUDP" -> route(kind, "udp", sink);
      case "Middleware", "MiddlewareTCP" ->
          middleware(kind.meta("Middleware"), kind.tree().at("spec"), sink);
      case "TLSOption" -> tlsPolicy(kind.meta("TlsPolicy"), kind.tree().at("spec"), sink);
      case "TLSStore" -> {
        Tree spec = kind.tree().at("spec");
        sink.add(
            new TlsStore(
                kind.meta("TlsStore"),
                spec.at("defaultCertificate", "secretName").text(),
                spec.at("defaultGeneratedCert", "resolver").text()));
      }
      case "ServersTransport" ->
          serversTransport(kind.meta("ServersTransport"), kind.tree().at("spec"), sink);
      case "ServersTransportTCP" ->
          serversTransport(kind.meta("ServersTransport"), kind.tree().at("spec", "tls"), sink);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void route(Kind kind, String protocol, Sink sink) {
    Meta meta = kind.meta("Route");
    Tree spec = kind.tree().at("spec");
    var rules = new ArrayList<Route.Rule>();
    for (Tree route : spec.at("routes").items()) {
      var middlewares = new ArrayList<String>();
      for (Tree m : route.at("middlewares").items()) {
        middlewares.add(reference(m, meta.namespace()));
      }
      rules.addAll(
          Rules.of(
              route.at("match").text(),
              new Rules.Router(
                  route.pointer(),
                  route.at("priority").smallInteger(),
                  middlewares,
                  backends(route, meta.namespace()))));
    }
    sink.add(
        new Route(
            meta,
            protocol,
            spec.at("entryPoints").texts(),
            meta.annotations().get("kubernetes.io/ingress.class"),
            tls(spec.at("tls"), meta.namespace()),
            rules));
  }

  /** The dashboard's route as Traefik's chart makes it of the values at {@code spec}. */
  static Route chartRoute(Meta meta, Tree spec, List<String> entryPoints) {
    var middlewares = new ArrayList<String>();
    for (Tree m : spec.at("middlewares").items()) {
      middlewares.add(reference(m, meta.namespace()));
    }
    List<Route.Backend> backends =
        spec.at("services").present()
            ? backends(spec, meta.namespace())
            : List.of(
                new Route.Backend(
                    "", "TraefikService", "api@internal", null, false, null, null, null));
    Tree tls = spec.at("tls");
    boolean plain = tls.isMapping() && tls.entries().isEmpty();
    return new Route(
        meta,
        "http",
        entryPoints,
        meta.annotations().get("kubernetes.io/ingress.class"),
        plain ? null : tls(tls, meta.namespace()),
        Rules.of(
            spec.at("matchRule").text("PathPrefix(`/dashboard`) || PathPrefix(`/api`)"),
            new Rules.Router("", null, middlewares, backends)));
  }

  /** {@code namespace/name}; names of other providers are {@code name@provider}. */
  private static String reference(Tree ref, @Nullable String ownNamespace) {
    String name = ref.at("name").text("");
    if (name.contains("@")) {
      return name;
    }
    return ref.at("namespace").text(ownNamespace == null ? "" : ownNamespace) + "/" + name;
  }

  private static List<Route.Backend> backends(Tree route, @Nullable String namespace) {
    var out = new ArrayList<Route.Backend>();
    for (Tree s : route.at("services").items()) {
      String written = s.at("namespace").text();
      String transport = s.at("serversTransport").text();
      String own = written == null ? namespace : written;
      out.add(
          new Route.Backend(
              s.pointer(),
              s.at("kind").text("Service"),
              s.at("name").text(""),
              own,
              written != null,
              s.at("port").text(),
              s.at("scheme").text(),
              transport == null
                  ? null
                  : transport.contains("@")
                      ? transport
                      : (own == null ? "" : own) + "/" + transport));
    }
    return out;
  }

  private static Route.@Nullable Tls tls(Tree tls, @Nullable String namespace) {
    if (!tls.present()) {
      return null;
    }
    var hosts = new ArrayList<String>();
    for (Tree domain : tls.at("domains").items()) {
      String main = domain.at("main").text();
      if (main != null) {
        hosts.add(main);
      }
      hosts.addAll(domain.at("sans").texts());
    }
    Tree options = tls.at("options");
    return new Route.Tls(
        tls.pointer(),
        tls.at("secretName").text(),
        tls.at("certResolver").text(),
        options.present() ? reference(options, namespace) : null,
        hosts,
        tls.at("passthrough").isTrue());
  }

  static void middleware(Meta meta, Tree spec, Sink sink) {
    for (Map.Entry<String, Tree> e : spec.entries().entrySet()) {
      sink.add(new Middleware(meta, e.getKey(), Plain.map(e.getValue().node())));
      return;
    }
    sink.add(new Middleware(meta, "", Map.of()));
  }

  static void tlsPolicy(Meta meta, Tree spec, Sink sink) {
    sink.add(
        new TlsPolicy(
            meta,
            spec.at("minVersion").text(),
            spec.at("maxVersion").text(),
            spec.at("cipherSuites").texts(),
            spec.at("curvePreferences").texts(),
            spec.at("sniStrict").bool(),
            spec.at("clientAuth", "clientAuthType").text(),
            spec.at("clientAuth", "secretNames").texts()));
  }

  static void serversTransport(Meta meta, Tree spec, Sink sink) {
    sink.add(
        new ServersTransport(
            meta,
            spec.at("serverName").text(),
            spec.at("insecureSkipVerify").bool(),
            spec.at("rootCAs").isSequence()
                ? spec.at("rootCAs").items().stream()
                    .map(r -> r.isScalar() ? r.text("") : r.at("secret").text(""))
                    .toList()
                : List.of()));
  }
}

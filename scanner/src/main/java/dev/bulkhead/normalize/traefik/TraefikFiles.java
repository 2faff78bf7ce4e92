package dev.bulkhead.normalize.traefik;

import dev.bulkhead.model.EdgeProxy;
import dev.bulkhead.model.Meta;
import dev.bulkhead.model.Route;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import java.util.ArrayList;
import java.util.List;

/** Traefik's static and dynamic configuration in files. */
public final class TraefikFiles {
  private TraefikFiles() {}

  /**
   * Whether a mapping reads like a static configuration: entry points, and no Kubernetes object.
   */
  public static boolean isStatic(Tree tree) {
    Tree entryPoints = tree.at("entryPoints");
    return (entryPoints.isMapping()
            && (tree.at("providers").present()
                || tree.at("api").present()
                || hasAddress(entryPoints)))
        || (tree.at("api", "insecure").present() && tree.at("providers").isMapping());
  }

  private static boolean hasAddress(Tree entryPoints) {
    return entryPoints.entries().values().stream()
        .anyMatch(e -> e.isMapping() && e.at("address").present());
  }

  /** Whether a mapping reads like a dynamic configuration. */
  public static boolean isDynamic(Tree tree) {
    for (String section : List.of("http", "tcp", "udp")) {
      Tree part = tree.at(section);
      if (part.isMapping()
          && (part.at("routers").isMapping()
              || part.at("services").isMapping()
              || part.at("middlewares").isMapping()
              || part.at("serversTransports").isMapping())) {
        return true;
      }
    }
    Tree tls = tree.at("tls");
    return tls.isMapping() && (tls.at("options").isMapping() || tls.at("stores").isMapping());
  }

  public static void staticConfiguration(Kind kind, Sink sink) {
    var settings = new StaticSettings();
    kind.tree().entries().forEach((section, value) -> settings.put(List.of(section), value));
    sink.add(
        new EdgeProxy(
            kind.fileMeta("EdgeProxy", kind.fileName()),
            settings.settings(),
            settings.pointers(),
            false));
  }

  public static void dynamicConfiguration(Kind kind, Sink sink) {
    for (String protocol : List.of("http", "tcp", "udp")) {
      Tree section = kind.tree().at(protocol);
      if (section.isMapping()) {
        section(kind, protocol, section, sink);
      }
    }
    Tree tls = kind.tree().at("tls");
    if (tls.isMapping()) {
      tls.at("options")
          .entries()
          .forEach((name, spec) ->
              TraefikResources.tlsPolicy(below(kind, "TlsPolicy", name, spec), spec.root(), sink));
    }
  }

  private static void section(Kind kind, String protocol, Tree section, Sink sink) {
    section
        .at("middlewares")
        .entries()
        .forEach((name, spec) ->
            TraefikResources.middleware(below(kind, "Middleware", name, spec), spec.root(), sink));
    section
        .at("serversTransports")
        .entries()
        .forEach((name, spec) ->
            TraefikResources.serversTransport(
                below(kind, "ServersTransport", name, spec), spec.root(), sink));
    section
        .at("routers")
        .entries()
        .forEach((name, spec) -> router(kind, protocol, name, spec, sink));
  }

  private static Meta below(Kind kind, String entityKind, String name, Tree spec) {
    Meta meta = kind.fileMeta(entityKind, name + "@" + kind.source().uri());
    var source =
        new dev.bulkhead.model.Source(
            meta.source().uri(),
            meta.source().document(),
            meta.source().pointer() + spec.pointer(),
            spec.span(meta.source().span()),
            meta.source().collector(),
            meta.source().via());
    return new Meta(
        meta.id(),
        name,
        null,
        null,
        meta.resourceKind(),
        meta.labels(),
        meta.annotations(),
        source);
  }

  private static void router(Kind kind, String protocol, String name, Tree at, Sink sink) {
    Tree spec = at.root();
    var middlewares = new ArrayList<String>();
    spec.at("middlewares").texts().forEach(m -> middlewares.add(m.contains("@") ? m : m + "@file"));
    String service = spec.at("service").text();
    List<Route.Backend> backends =
        service == null
            ? List.of()
            : List.of(
                new Route.Backend(
                    spec.at("service").pointer(),
                    "TraefikService",
                    service,
                    null,
                    false,
                    null,
                    null,
                    null));
    Tree tls = spec.at("tls");
    Route.Tls served =
        tls.isMapping() || (tls.isScalar() && tls.isTrue())
            ? new Route.Tls(
                tls.pointer(),
                null,
                tls.isMapping() ? tls.at("certResolver").text() : null,
                tls.isMapping() ? tls.at("options").text() : null,
                List.of(),
                tls.isMapping() && tls.at("passthrough").isTrue())
            : null;
    sink.add(
        new Route(
            below(kind, "Route", name, at),
            protocol,
            spec.at("entryPoints").texts(),
            null,
            served,
            Rules.of(
                spec.at("rule").text(),
                new Rules.Router("", spec.at("priority").smallInteger(), middlewares, backends))));
  }
}

package dev.bulkhead.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way from outside to a backend: an Ingress, a Gateway API HTTPRoute/TCPRoute/TLSRoute/GRPCRoute,
 * a Traefik IngressRoute, IngressRouteTCP or IngressRouteUDP, or a router of a Traefik dynamic
 * file; one entity per object or router, one rule per host and path.
 *
 * @param protocol http, tcp or udp
 * @param entryPoints Traefik entry points, or Gateway parents as {@code namespace/name[/section]}
 * @param tls what serves TLS; null where the route itself asks for none
 * @param ingressClass class or gateway class; null where unset
 */
public record Route(
    Meta meta,
    String protocol,
    List<String> entryPoints,
    @Nullable String ingressClass,
    @Nullable Tls tls,
    List<Rule> rules)
    implements Entity {

  /**
   * What a route matches and where it leads.
   *
   * @param match the rule as written, for example {@code Host(`a.example`) && PathPrefix(`/web`)}
   * @param hosts exact hosts, wildcards as {@code *.example.org}; empty = every host
   * @param hostRegexps hosts given by regular expression
   * @param paths path matches; empty = every path
   * @param parsed false where the match could not be understood; hosts and paths are then
   *     incomplete
   * @param middlewares middlewares in order, as {@code namespace/name} (or {@code name@provider});
   *     filters of the Gateway API as {@code Type@gateway}
   */
  public record Rule(
      String pointer,
      @Nullable String match,
      boolean parsed,
      List<String> hosts,
      List<String> hostRegexps,
      List<PathMatch> paths,
      @Nullable Integer priority,
      List<String> middlewares,
      List<Backend> backends) {}

  /** {@code type} is Exact, Prefix or Regexp. */
  public record PathMatch(String type, String value) {}

  /**
   * Where a rule leads.
   *
   * @param namespace of the service; the route's own where none is written
   * @param namespaceWritten whether the source names it
   * @param kind Service, TraefikService or url
   * @param scheme http, https, h2c; null where unset
   * @param serversTransport {@code namespace/name}, null where unset
   */
  public record Backend(
      String pointer,
      String kind,
      String name,
      @Nullable String namespace,
      boolean namespaceWritten,
      @Nullable String port,
      @Nullable String scheme,
      @Nullable String serversTransport) {}

  /**
   * TLS of a route.
   *
   * @param secretName the certificate's Secret; null where a resolver or the default store serves
   * @param certResolver Traefik's ACME resolver
   * @param options TLSOption as {@code namespace/name}; null = the default option
   * @param hosts the hosts it is for; empty = all of the route's
   */
  public record Tls(
      String pointer,
      @Nullable String secretName,
      @Nullable String certResolver,
      @Nullable String options,
      List<String> hosts,
      boolean passthrough) {}
}

package dev.bulkhead.analysis;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts.HostConflict;
import dev.bulkhead.model.Facts.Owner;
import dev.bulkhead.model.Facts.Step;
import dev.bulkhead.model.Route;
import dev.bulkhead.model.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hosts and paths that routes of several tenants claim. Claims are indexed by host; a prefix claims
 * everything below it; Traefik serves the rule of higher priority, by default the longer one
 * (Traefik documentation, router priority).
 */
final class HostOwnership {
  private final Map<String, Owner> owners;
  private final Map<String, List<Claim>> byHost = new HashMap<>();
  private final Map<String, Route> routes = new LinkedHashMap<>();

  private record Claim(
      Route route, Route.Rule rule, @Nullable String tenant, Route.PathMatch path, int priority) {}

  HostOwnership(Snapshot snapshot, Map<String, Owner> owners) {
    this.owners = owners;
    for (Entity e : snapshot.entities()) {
      if (e instanceof Route r) {
        routes.put(r.meta().id(), r);
        r.rules().forEach(rule -> claim(r, rule));
      }
    }
  }

  private void claim(Route route, Route.Rule rule) {
    Owner owner = owners.get(route.meta().id());
    String tenant = owner == null ? null : owner.tenant();
    Integer written = rule.priority();
    String match = rule.match();
    int priority = written != null && written > 0 ? written : match == null ? 0 : match.length();
    List<Route.PathMatch> paths =
        rule.paths().isEmpty() ? List.of(new Route.PathMatch("Prefix", "/")) : rule.paths();
    for (String host : rule.hosts()) {
      for (Route.PathMatch path : paths) {
        byHost
            .computeIfAbsent(host, h -> new ArrayList<>())
            .add(new Claim(route, rule, tenant, path, priority));
      }
    }
  }

  /** By route id, the claims of other tenants' routes to the same host and path. */
  Map<String, List<HostConflict>> conflicts() {
    var out = new LinkedHashMap<String, List<HostConflict>>();
    byHost.forEach((host, claims) -> {
      if (claims.size() > 1) {
        compare(host, claims, out);
      }
    });
    return out;
  }

  private static void compare(
      String host, List<Claim> claims, Map<String, List<HostConflict>> out) {
    for (Claim own : claims) {
      for (Claim other : claims) {
        boolean contested =
            own.route != other.route
                && own.tenant != null
                && other.tenant != null
                && !own.tenant.equals(other.tenant)
                && overlap(own.path, other.path);
        if (contested) {
          List<HostConflict> conflicts =
              out.computeIfAbsent(own.route.meta().id(), k -> new ArrayList<>());
          if (conflicts.size() < 10) {
            conflicts.add(conflict(host, own, other));
          }
        }
      }
    }
  }

  private static boolean overlap(Route.PathMatch a, Route.PathMatch b) {
    if (a.type().equals("Regexp") || b.type().equals("Regexp")) {
      return a.type().equals(b.type()) && a.value().equals(b.value());
    }
    if (a.type().equals("Exact") && b.type().equals("Exact")) {
      return a.value().equals(b.value());
    }
    return a.value().startsWith(b.value()) || b.value().startsWith(a.value());
  }

  private static HostConflict conflict(String host, Claim own, Claim other) {
    return new HostConflict(
        other.route.meta().id(),
        other.tenant,
        host,
        other.path.value(),
        own.priority > other.priority,
        List.of(step(own, host), step(other, host)));
  }

  private static Step step(Claim claim, String host) {
    return new Step(
        claim.route.meta().resourceKind()
            + " "
            + claim.route.meta().namespace()
            + "/"
            + claim.route.meta().name()
            + " of tenant "
            + claim.tenant
            + " claims "
            + host
            + claim.path.value(),
        claim.route.meta().id(),
        claim.rule.pointer());
  }
}

package dev.bulkhead.normalize.traefik;

import dev.bulkhead.model.Route;
import dev.bulkhead.normalize.traefik.RuleExpression.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes routing rules of Traefik's rule expressions: one for each alternative. */
final class Rules {
  private Rules() {}

  /** What all alternatives of a router share. */
  record Router(
      String pointer,
      @Nullable Integer priority,
      List<String> middlewares,
      List<Route.Backend> backends) {}

  static List<Route.Rule> of(@Nullable String match, Router router) {
    if (match == null || match.isBlank()) {
      return List.of(rule(match, true, List.of(), router));
    }
    try {
      var out = new ArrayList<Route.Rule>();
      for (List<Matcher> alternative : RuleExpression.parse(match)) {
        out.add(rule(match, true, alternative, router));
      }
      return out;
    } catch (RuleExpression.Malformed e) {
      return List.of(rule(match, false, List.of(), router));
    }
  }

  private static Route.Rule rule(
      @Nullable String match, boolean parsed, List<Matcher> matchers, Router router) {
    var hosts = new ArrayList<String>();
    var regexps = new ArrayList<String>();
    var paths = new ArrayList<Route.PathMatch>();
    for (Matcher m : matchers) {
      if (m.negated()) {
        continue;
      }
      switch (m.name()) {
        case "Host", "HostHeader", "HostSNI" ->
            m.arguments().stream()
                .filter(h -> !h.equals("*"))
                .forEach(h -> hosts.add(h.toLowerCase(Locale.ROOT)));
        case "HostRegexp", "HostSNIRegexp" -> regexps.addAll(m.arguments());
        case "Path" -> m.arguments().forEach(p -> paths.add(new Route.PathMatch("Exact", p)));
        case "PathPrefix" ->
            m.arguments().forEach(p -> paths.add(new Route.PathMatch("Prefix", p)));
        case "PathRegexp" ->
            m.arguments().forEach(p -> paths.add(new Route.PathMatch("Regexp", p)));
        default -> {}
      }
    }
    return new Route.Rule(
        router.pointer(),
        match,
        parsed,
        hosts,
        regexps,
        paths,
        router.priority(),
        router.middlewares(),
        router.backends());
  }
}

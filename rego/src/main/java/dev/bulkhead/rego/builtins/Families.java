package dev.bulkhead.rego.builtins;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The families of built-ins. Those that few policies call are made when first asked for: making all
 * of them takes a quarter of the time more at start.
 */
final class Families {
  /** What the names of the rare ones begin with; some common ones begin with the same. */
  private static final List<String> RARE =
      List.of("crypto", "io", "providers", "json", "graphql", "http", "net");

  private static final Map<String, Map<String, Declaration>> LOADED = new ConcurrentHashMap<>();

  private Families() {}

  /** All built-ins. */
  static List<Declaration> all() {
    var out = new ArrayList<>(common());
    for (String prefix : RARE) {
      out.addAll(rare(prefix));
    }
    return out;
  }

  /** A built-in of the families that few policies call; null where it is in none of them. */
  static @Nullable Declaration rareByName(String name) {
    String prefix = name.substring(0, Math.max(0, name.indexOf('.')));
    if (!RARE.contains(prefix)) {
      return null;
    }
    return LOADED
        .computeIfAbsent(
            prefix, p -> rare(p).stream().collect(Collectors.toMap(Declaration::name, d -> d)))
        .get(name);
  }

  private static List<Declaration> rare(String prefix) {
    var out = new ArrayList<Declaration>();
    switch (prefix) {
      case "crypto" -> {
        out.addAll(Hmacs.declarations());
        out.addAll(Certificates.declarations());
      }
      case "io" -> {
        out.addAll(Tokens.declarations());
        out.addAll(TokenSigning.declarations());
      }
      case "providers" -> out.addAll(AwsRequests.declarations());
      case "json" -> out.addAll(JsonSchemas.declarations());
      case "graphql" -> out.addAll(Graphql.declarations());
      case "http" -> out.addAll(Network.http());
      case "net" -> out.addAll(Network.names());
      default -> throw new IllegalArgumentException(prefix);
    }
    return out;
  }

  /** Those that are there from the start. */
  static List<Declaration> common() {
    var out = new ArrayList<Declaration>(180);
    out.addAll(Comparisons.declarations());
    out.addAll(Arithmetic.declarations());
    out.addAll(Aggregates.declarations());
    out.addAll(Sets.declarations());
    out.addAll(ObjectFunctions.declarations());
    out.addAll(Strings.declarations());
    out.addAll(Types.declarations());
    out.addAll(Graphs.declarations());
    out.addAll(Output.declarations());
    out.addAll(Formatting.declarations());
    out.addAll(Regexes.declarations());
    out.addAll(Numbers.declarations());
    out.addAll(Encodings.declarations());
    out.addAll(Documents.declarations());
    out.addAll(Units.declarations());
    out.addAll(Globs.declarations());
    out.addAll(Networks.declarations());
    out.addAll(Versions.declarations());
    out.addAll(UrlQueries.declarations());
    out.addAll(Uuids.declarations());
    out.addAll(Surroundings.declarations());
    out.addAll(Times.declarations());
    out.addAll(Markups.declarations());
    out.addAll(Uris.declarations());
    out.addAll(Templates.declarations());
    return out;
  }
}

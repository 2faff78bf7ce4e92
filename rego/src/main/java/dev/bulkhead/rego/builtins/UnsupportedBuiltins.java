package dev.bulkhead.rego.builtins;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The built-ins of OPA that this engine leaves out, each with the reason. A policy that calls one
 * does not compile.
 */
public final class UnsupportedBuiltins {
  private static final String NO_QUERY_RULES =
      "queries are not checked against GraphQL schemas; graphql.parse_query reads them";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("graphql.is_valid", NO_QUERY_RULES),
          Map.entry("graphql.parse", NO_QUERY_RULES),
          Map.entry("graphql.parse_and_verify", NO_QUERY_RULES),
          Map.entry("rego.parse_module", "OPA's JSON form of syntax trees is not provided"));

  private UnsupportedBuiltins() {}

  static @Nullable String reason(String name) {
    return REASONS.get(name);
  }

  /** All names. */
  public static java.util.Set<String> names() {
    return REASONS.keySet();
  }
}

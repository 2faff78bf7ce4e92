package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.HashSet;
import java.util.Set;

/**
 * What the header of a token says about its signature; empty where it says nothing.
 *
 * @param unknownCritical whether it demands an extension that is not known (RFC 7515 4.1.11)
 */
record TokenHeader(String algorithm, String keyId, String contentType, boolean unknownCritical) {
  private static final Set<String> KNOWN = Set.of("alg", "kid", "typ", "cty", "crit");

  static TokenHeader of(ObjectValue header) throws BuiltinException {
    text(header, "typ");
    boolean unknown =
        critical(header).stream().anyMatch(c -> !KNOWN.contains(c) && header.get(c) != null);
    return new TokenHeader(text(header, "alg"), text(header, "kid"), text(header, "cty"), unknown);
  }

  private static Set<String> critical(ObjectValue header) throws BuiltinException {
    var out = new HashSet<String>();
    Value list = header.get("crit");
    if (list == null) {
      return out;
    }
    if (!(list instanceof ArrayValue names)) {
      throw Args.error("crit: must be a list");
    }
    for (Value name : names) {
      if (!(name instanceof StringValue s)) {
        break;
      }
      out.add(s.value());
    }
    if (out.isEmpty()) {
      throw Args.error("crit: must be a nonempty list");
    }
    return out;
  }

  /** A field of text; empty where it is missing. */
  static String text(ObjectValue header, String field) throws BuiltinException {
    return switch (header.get(field)) {
      case null -> "";
      case StringValue s -> s.value();
      case Value v -> throw Args.error(field + ": must be a string");
    };
  }

  boolean valid() {
    return !algorithm.isEmpty() && !unknownCritical;
  }
}

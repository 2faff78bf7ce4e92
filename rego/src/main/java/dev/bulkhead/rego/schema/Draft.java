package dev.bulkhead.rego.schema;

import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;

/** A version of JSON Schema; {@link #HYBRID} takes the keywords of all. In order of time. */
enum Draft {
  DRAFT4,
  DRAFT6,
  DRAFT7,
  HYBRID;

  private static final String SITE = "http://json-schema.org/draft-0";

  static Draft of(Value document) throws SchemaException {
    if (document instanceof BooleanValue) {
      return HYBRID;
    }
    if (!(document instanceof ObjectValue object)) {
      throw new SchemaException("schema is invalid");
    }
    return switch (object.get("$schema")) {
      case null -> HYBRID;
      case StringValue s ->
          switch (s.value()) {
            case SITE + "4/schema", SITE + "4/schema#" -> DRAFT4;
            case SITE + "6/schema", SITE + "6/schema#" -> DRAFT6;
            case SITE + "7/schema", SITE + "7/schema#" -> DRAFT7;
            default -> HYBRID;
          };
      case Value v -> throw SchemaException.mustBeOfType("$schema", "string");
    };
  }

  boolean atLeast(Draft other) {
    return compareTo(other) >= 0;
  }
}

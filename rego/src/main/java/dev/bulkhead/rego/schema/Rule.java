package dev.bulkhead.rego.schema;

import dev.bulkhead.rego.value.Value;

/** One part of what a schema demands. Says nothing of values that it does not apply to. */
interface Rule {
  void check(Value value, Place place, Findings findings) throws SchemaException;
}

/**
 * JSON Schema (drafts 4, 6 and 7) as OPA's built-ins check it: the same errors in the same words.
 * Compiles a schema to immutable rules, then holds values against them; reads nothing from the
 * network.
 */
@NullMarked
package dev.bulkhead.rego.schema;

import org.jspecify.annotations.NullMarked;

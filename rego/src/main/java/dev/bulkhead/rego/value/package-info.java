/**
 * The values of Rego: JSON's, and sets. Immutable, totally ordered as OPA orders them, with cached
 * hashes.
 */
@NullMarked
package dev.bulkhead.rego.value;

import org.jspecify.annotations.NullMarked;

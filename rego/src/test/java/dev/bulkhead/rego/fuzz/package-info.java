/**
 * Hostile text, arguments and programs. Each property runs a few hundred tries; {@code
 * -Djqwik.tries.default=N} makes it N, from a new seed each time.
 */
@NullMarked
package dev.bulkhead.rego.fuzz;

import org.jspecify.annotations.NullMarked;

/**
 * Hostile text, arguments and programs. Each property runs the same few hundred tries in every
 * build; {@code -Djqwik.tries.default=N} makes it N others, from a new seed each time.
 */
@NullMarked
package dev.bulkhead.rego.fuzz;

import org.jspecify.annotations.NullMarked;

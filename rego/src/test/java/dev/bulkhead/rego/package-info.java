/** Tests of the engine as a whole. */
@NullMarked
package dev.bulkhead.rego;

import org.jspecify.annotations.NullMarked;

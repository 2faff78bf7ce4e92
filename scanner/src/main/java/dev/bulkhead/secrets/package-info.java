/** Tells secrets from other text. Sees values, keeps none. */
@NullMarked
package dev.bulkhead.secrets;

import org.jspecify.annotations.NullMarked;

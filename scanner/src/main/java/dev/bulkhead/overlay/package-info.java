/** Maps that differ from others in a few entries, without a copy. Knows nobody. */
@NullMarked
package dev.bulkhead.overlay;

import org.jspecify.annotations.NullMarked;

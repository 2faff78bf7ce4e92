/** Makes a snapshot of what was read. */
@NullMarked
package dev.bulkhead.snapshot;

import org.jspecify.annotations.NullMarked;

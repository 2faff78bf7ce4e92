/** What a snapshot's file may hold. */
@NullMarked
package dev.bulkhead.snapshot;

import org.jspecify.annotations.NullMarked;

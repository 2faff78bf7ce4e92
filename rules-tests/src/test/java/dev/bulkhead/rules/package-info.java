/** Whole platforms against the control library. */
@NullMarked
package dev.bulkhead.rules;

import org.jspecify.annotations.NullMarked;

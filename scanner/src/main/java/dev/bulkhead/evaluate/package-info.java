/** Runs the controls over a snapshot and its facts, applies waivers, and gives an assessment. */
@NullMarked
package dev.bulkhead.evaluate;

import org.jspecify.annotations.NullMarked;

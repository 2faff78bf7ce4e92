/** Evaluation of compiled programs. */
@NullMarked
package dev.bulkhead.rego.eval;

import org.jspecify.annotations.NullMarked;

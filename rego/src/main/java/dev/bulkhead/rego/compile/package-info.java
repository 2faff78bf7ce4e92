/** From syntax trees to a compiled program: resolution, safety, checks, planning. */
@NullMarked
package dev.bulkhead.rego.compile;

import org.jspecify.annotations.NullMarked;

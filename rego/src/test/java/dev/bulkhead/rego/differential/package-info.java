/** Generated programs, run by this engine and by {@code opa}, which must agree. */
@NullMarked
package dev.bulkhead.rego.differential;

import org.jspecify.annotations.NullMarked;

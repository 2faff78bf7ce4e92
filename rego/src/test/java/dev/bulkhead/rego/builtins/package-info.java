/** Tests of the built-in functions. */
@NullMarked
package dev.bulkhead.rego.builtins;

import org.jspecify.annotations.NullMarked;

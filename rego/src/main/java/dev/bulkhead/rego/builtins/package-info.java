/** The built-in functions, one file a family, behind one registry. */
@NullMarked
package dev.bulkhead.rego.builtins;

import org.jspecify.annotations.NullMarked;

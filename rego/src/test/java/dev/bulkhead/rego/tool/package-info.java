/** Tests of the tools for policy authors. */
@NullMarked
package dev.bulkhead.rego.tool;

import org.jspecify.annotations.NullMarked;

/** Tests of compiled policies. */
@NullMarked
package dev.bulkhead.rego.wasm;

import org.jspecify.annotations.NullMarked;

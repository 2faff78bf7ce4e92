/**
 * Policies that {@code opa build -t wasm} compiled, behind the same interface as those that the
 * engine compiles from source. Built-ins that OPA leaves to the host are the engine's own.
 */
@NullMarked
package dev.bulkhead.rego.wasm;

import org.jspecify.annotations.NullMarked;

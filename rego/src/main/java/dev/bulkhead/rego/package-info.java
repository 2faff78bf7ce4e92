/**
 * A Rego v1 engine: load modules, compile them once, evaluate prepared queries from any thread.
 *
 * <p>Depends on nothing of the scanner. The public API is in this package and in {@code value};
 * every other package is a stage of the engine ({@code syntax} ← {@code compile} ← {@code eval},
 * with {@code builtins} beside them).
 */
@NullMarked
package dev.bulkhead.rego;

import org.jspecify.annotations.NullMarked;

/** Benchmarks of the engine and the scanner, beside the tools that a user would pick instead. */
@NullMarked
package dev.bulkhead.bench;

import org.jspecify.annotations.NullMarked;

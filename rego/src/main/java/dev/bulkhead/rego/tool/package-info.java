/**
 * What policy authors work with: test runner, coverage, traces, explanations, and the forms in
 * which they are shown. Knows the engine's API and its {@code Probe}; the engine knows nothing of
 * it.
 */
@NullMarked
package dev.bulkhead.rego.tool;

import org.jspecify.annotations.NullMarked;

/**
 * Parsed modules as bytes, for a library that is parsed when it is built and only read when a
 * program starts. Knows the syntax tree and nothing of compilation.
 */
@NullMarked
package dev.bulkhead.rego.image;

import org.jspecify.annotations.NullMarked;

/**
 * From source text to the syntax tree: lexer, parser, sealed records with positions. Knows nothing
 * of evaluation.
 */
@NullMarked
package dev.bulkhead.rego.syntax;

import org.jspecify.annotations.NullMarked;

package dev.bulkhead.model;

/**
 * A stretch of text. Lines and columns count from 1; columns are UTF-16 code units, as SARIF's
 * default; the end is exclusive (one past the last character), and may stand at column 1 of the
 * line after.
 */
public record Span(int startLine, int startColumn, int endLine, int endColumn) {}

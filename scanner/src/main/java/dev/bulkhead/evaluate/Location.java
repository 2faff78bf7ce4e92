package dev.bulkhead.evaluate;

import dev.bulkhead.model.Span;
import org.jspecify.annotations.Nullable;

/**
 * Where a finding stands.
 *
 * @param uri as {@code Source.uri}
 * @param span null for what has no text, such as live objects
 * @param pointer JSON Pointer in the document
 * @param exact whether the field itself is there, or only its nearest ancestor
 */
public record Location(String uri, @Nullable Span span, String pointer, boolean exact) {}

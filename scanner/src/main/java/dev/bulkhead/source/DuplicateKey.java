package dev.bulkhead.source;

import dev.bulkhead.model.Span;

/** A key that stands twice in one mapping; the later value holds. */
record DuplicateKey(String key, Span first, Span second) {}

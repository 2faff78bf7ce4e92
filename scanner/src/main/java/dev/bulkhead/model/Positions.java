package dev.bulkhead.model;

import org.jspecify.annotations.Nullable;

/** Where each node of one document stands. */
public interface Positions {

  /**
   * The span of the value at a JSON Pointer (of its key and value, where it is a mapping's entry),
   * or of its nearest ancestor that exists.
   */
  Place locate(String pointer);

  /**
   * A place found.
   *
   * @param exact whether the node itself is there, and not only an ancestor
   * @param pointer of the node whose span this is
   * @param key span of the entry's key; null for sequence items and roots
   */
  record Place(Span span, @Nullable Span key, boolean exact, String pointer) {}
}

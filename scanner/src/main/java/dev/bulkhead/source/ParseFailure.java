package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import org.jspecify.annotations.Nullable;

/** Text that cannot be parsed: why, where, and what to do. */
final class ParseFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient @Nullable Span span;
  private final @Nullable String hint;

  ParseFailure(String code, String message, @Nullable Span span, @Nullable String hint) {
    super(message, null, false, false);
    this.code = code;
    this.span = span;
    this.hint = hint;
  }

  String code() {
    return code;
  }

  @Nullable Span span() {
    return span;
  }

  @Nullable String hint() {
    return hint;
  }
}

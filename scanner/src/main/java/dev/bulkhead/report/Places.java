package dev.bulkhead.report;

import dev.bulkhead.evaluate.Location;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Span;
import org.jspecify.annotations.Nullable;

/** Places in words. */
final class Places {
  private Places() {}

  /** {@code file.yaml:12:5}, as terminals and editors make links of. */
  static String text(Location location) {
    return text(location.uri(), location.span());
  }

  static String text(Gap gap) {
    return text(gap.uri(), gap.span());
  }

  private static String text(String uri, @Nullable Span span) {
    String place = span == null ? "" : ":" + span.startLine() + ":" + span.startColumn();
    return Escape.visible(uri) + place;
  }

  /** Whether the place is a file, as code hosts need, and no live object. */
  static boolean isFile(String uri) {
    return !uri.isEmpty() && !uri.contains("://") && !uri.startsWith("/");
  }
}

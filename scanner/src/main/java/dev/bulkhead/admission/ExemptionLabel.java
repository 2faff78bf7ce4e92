package dev.bulkhead.admission;

import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Location;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.model.Entity;
import dev.bulkhead.source.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The label by which a namespace is not judged. Who may label a namespace could else switch the
 * door off, so that only break-glass groups may set, change or remove it, whatever the mode.
 */
final class ExemptionLabel {
  static final String LABEL = "bulkhead.dev/admission";
  static final String EXEMPT = "exempt";

  private ExemptionLabel() {}

  /** Whether objects of a namespace are not judged. */
  static boolean covers(String namespace, PlatformContext context) {
    Entity entity = context.entity(PlatformContext.namespaceId(namespace));
    return entity != null && EXEMPT.equals(entity.meta().labels().get(LABEL));
  }

  /** What refuses a change of the label; null where there is none, or its author may. */
  static @Nullable Finding guard(
      Review review, PlatformContext context, List<String> breakGlassGroups) {
    if (!review.kind().kind().equals("Namespace") || !review.kind().group().isEmpty()) {
      return null;
    }
    String before = label(review.oldObject());
    String after = label(review.object());
    if (before.equals(after)
        || BreakGlass.isMember(
            review.user(), breakGlassGroups, context.snapshot().platform().breakGlassGroups())) {
      return null;
    }
    String pointer = "/metadata/labels/bulkhead.dev~1admission";
    return new Finding(
        "EXEMPTION",
        Severity.CRITICAL,
        PlatformContext.namespaceId(review.name()),
        "Namespace",
        "Namespace",
        review.name(),
        null,
        null,
        pointer,
        new Location(review.uri(), null, pointer, true),
        review.user().name() + " may not change the label that exempts a namespace",
        LABEL + ": " + (after.isEmpty() ? "removed" : after),
        "a change by a member of a break-glass group",
        "Ask a member of a break-glass group, or grant a waiver.",
        List.of(),
        List.of(),
        List.of(),
        null,
        "",
        Finding.State.NEW,
        null);
  }

  private static String label(@Nullable Node object) {
    return ReviewReader.text(
        ReviewReader.child(ReviewReader.child(object, "metadata"), "labels"), LABEL);
  }
}

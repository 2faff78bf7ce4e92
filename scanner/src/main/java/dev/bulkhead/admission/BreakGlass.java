package dev.bulkhead.admission;

import dev.bulkhead.source.Node;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The override for emergencies: a member of a declared group annotates the object with a reason and
 * an end that is not far, and what would be refused passes with a warning. Everything about it is
 * logged.
 */
final class BreakGlass {
  static final String REASON = "bulkhead.dev/break-glass";
  static final String UNTIL = "bulkhead.dev/break-glass-until";

  private final DoorRules.BreakGlass rules;

  BreakGlass(DoorRules.BreakGlass rules) {
    this.rules = rules;
  }

  /** Whether a user is of a group that may override. */
  static boolean isMember(Review.User user, List<String> own, List<String> ofPlatform) {
    return Stream.concat(own.stream(), ofPlatform.stream()).anyMatch(user.groups()::contains);
  }

  /** The decision as it is where the override does not hold; the reason says why. */
  Decision apply(Decision decision, Review review, PlatformContext context, Instant now) {
    Node object = review.object() == null ? review.oldObject() : review.object();
    Node annotations = ReviewReader.child(ReviewReader.child(object, "metadata"), "annotations");
    String reason = ReviewReader.text(annotations, REASON);
    if (reason.isBlank()) {
      return decision;
    }
    String refusal = refusal(review, context, ReviewReader.text(annotations, UNTIL), now);
    return refusal == null
        ? opened(decision, review, reason)
        : because(decision, "break-glass does not hold: " + refusal);
  }

  private @Nullable String refusal(
      Review review, PlatformContext context, String until, Instant now) {
    if (!isMember(
        review.user(), rules.groups(), context.snapshot().platform().breakGlassGroups())) {
      return review.user().name() + " is in no break-glass group";
    }
    Instant end;
    try {
      end = OffsetDateTime.parse(until).toInstant();
    } catch (DateTimeException e) {
      return "annotation " + UNTIL + " should be a time such as 2026-01-31T18:00:00Z";
    }
    if (end.isBefore(now)) {
      return "it ended at " + until;
    }
    return Duration.between(now, end).compareTo(rules.longest()) > 0
        ? until + " lies more than " + rules.longest().toMinutes() + " minutes ahead"
        : null;
  }

  private static Decision opened(Decision d, Review review, String reason) {
    return new Decision(
        true,
        d.denied(),
        d.warned(),
        d.recorded(),
        d.unknowns(),
        Decision.Outcome.BREAK_GLASS,
        "break-glass by " + review.user().name() + ": " + reason,
        d.evaluations());
  }

  private static Decision because(Decision d, String because) {
    return new Decision(
        d.allowed(),
        d.denied(),
        d.warned(),
        d.recorded(),
        d.unknowns(),
        d.outcome(),
        because,
        d.evaluations());
  }
}

package dev.bulkhead.admission;

import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the door says to a request, and why.
 *
 * @param denied findings that refuse the request, worst first; what would refuse it under
 *     break-glass too
 * @param warned findings that its author is told of
 * @param recorded findings that are only recorded, waived ones among them
 * @param unknowns what could not be judged
 * @param because why the request was not judged, or was let through; null where it was judged
 * @param evaluations pairs of controls and entities that were judged
 */
public record Decision(
    boolean allowed,
    List<Finding> denied,
    List<Finding> warned,
    List<Finding> recorded,
    List<Stage.Unknown> unknowns,
    Outcome outcome,
    @Nullable String because,
    int evaluations) {

  /** What kind of decision it is, as metrics and logs count it. */
  public enum Outcome {
    ALLOWED,
    WARNED,
    DENIED,
    NOT_JUDGED,
    BREAK_GLASS
  }

  static Decision notJudged(String because) {
    return new Decision(
        true, List.of(), List.of(), List.of(), List.of(), Outcome.NOT_JUDGED, because, 0);
  }
}

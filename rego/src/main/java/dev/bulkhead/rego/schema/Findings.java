package dev.bulkhead.rego.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What was found wrong with a value, and how much of it fits: of alternatives that all fail, the
 * errors of the one with the best score are shown.
 */
final class Findings {
  private static final int MAX_DEPTH = 2_000;

  /** What holding a value against one schema costs, in the steps of an evaluation. */
  private static final int STEPS = 20;

  private final List<SchemaError> errors = new ArrayList<>();
  private final LongConsumer steps;
  private int depth;
  private int score;

  /**
   * @param steps told of each schema that is held against a value; may throw to give up
   */
  Findings(LongConsumer steps) {
    this.steps = steps;
  }

  /** Findings of a part, to be kept or dropped. */
  Findings part() {
    var out = new Findings(steps);
    out.depth = depth;
    return out;
  }

  /** Goes one schema deeper; a schema may refer to itself without end. */
  void enter() throws SchemaException {
    steps.accept(STEPS);
    if (++depth > MAX_DEPTH) {
      throw new SchemaException("the schema refers to itself too deeply");
    }
  }

  void leave() {
    depth--;
  }

  /** The passing check that follows each schema gives a point back. */
  void add(String type, Place place, String description) {
    errors.add(new SchemaError(type, place.toString(), description));
    score -= 2;
  }

  void point() {
    score++;
  }

  void merge(Findings part) {
    errors.addAll(part.errors);
    score += part.score;
  }

  boolean valid() {
    return errors.isEmpty();
  }

  int score() {
    return score;
  }

  List<SchemaError> errors() {
    return List.copyOf(errors);
  }
}

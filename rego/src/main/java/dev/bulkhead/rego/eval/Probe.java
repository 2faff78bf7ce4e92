package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.Value;
import java.util.List;

/** Watches an evaluation: for coverage, traces, explanations and the output of {@code print}. */
public interface Probe {

  /** An expression is about to be evaluated. */
  default void enter(Location expression) {}

  /** An expression held. */
  default void held(Location expression) {}

  /** A path of the input was read; it need not exist. */
  default void read(List<Value> path) {}

  /** {@code print} was called. */
  default void print(Location location, String text) {}
}

package dev.bulkhead.rego.builtins;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * What a built-in may see of the evaluation that calls it. One for each evaluation; never shared
 * between threads.
 */
public interface BuiltinContext {

  /** The evaluation's time: the same for every call of one evaluation. */
  Instant now();

  /** The evaluation's source of randomness; deterministic where a seed was given. */
  RandomGenerator random();

  /**
   * A value kept for the length of this evaluation, such as a compiled pattern or the result of
   * {@code rand.intn}.
   */
  <T> T memo(Object key, java.util.function.Supplier<? extends T> make);

  /**
   * Gives up with the budget's error when the evaluation has used its steps, time or memory, or was
   * cancelled.
   */
  void checkBudget(long steps);
}

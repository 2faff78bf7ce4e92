package dev.bulkhead.rego.eval;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one evaluation may use. An evaluation that goes over ends with the error {@code
 * eval_cancel_error}.
 *
 * @param steps expressions and iterations
 * @param time wall-clock time; zero = unlimited
 * @param cancelled set from another thread to end the evaluation
 */
public record Budget(long steps, Duration time, AtomicBoolean cancelled) {

  /** Enough for any sane policy: a billion steps, no time limit. */
  public static Budget standard() {
    return new Budget(1_000_000_000L, Duration.ZERO, new AtomicBoolean());
  }

  public static Budget steps(long steps) {
    return new Budget(steps, Duration.ZERO, new AtomicBoolean());
  }

  public static Budget time(Duration time) {
    return new Budget(Long.MAX_VALUE, time, new AtomicBoolean());
  }
}

package dev.bulkhead.rego.eval;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one evaluation may use. An evaluation that goes over ends with the error {@code
 * eval_cancel_error}.
 *
 * @param steps expressions and iterations
 * @param time wall-clock time; zero = unlimited
 * @param bytes what the evaluation may allocate, garbage included; looked at every few thousand
 *     steps, so that single built-ins may go somewhat over
 * @param cancelled set from another thread to end the evaluation
 */
public record Budget(long steps, Duration time, long bytes, AtomicBoolean cancelled) {

  /** Enough for any sane policy: a billion steps, no limit of time and memory. */
  public static Budget standard() {
    return steps(1_000_000_000L);
  }

  public static Budget steps(long steps) {
    return new Budget(steps, Duration.ZERO, Long.MAX_VALUE, new AtomicBoolean());
  }

  public static Budget time(Duration time) {
    return new Budget(Long.MAX_VALUE, time, Long.MAX_VALUE, new AtomicBoolean());
  }

  /** This budget with a limit of what is allocated, in bytes. */
  public Budget withBytes(long limit) {
    return new Budget(steps, time, limit, cancelled);
  }

  /** This budget with a limit of time. */
  public Budget withTime(Duration limit) {
    return new Budget(steps, limit, bytes, cancelled);
  }
}

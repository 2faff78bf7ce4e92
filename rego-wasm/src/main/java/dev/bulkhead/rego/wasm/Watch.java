package dev.bulkhead.rego.wasm;

import dev.bulkhead.rego.eval.Budget;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends an evaluation whose time is over or that was cancelled, by interrupting its thread: compiled
 * policies look for that. Must be closed by the thread that it watches.
 */
final class Watch {
  private static final long EVERY_MILLIS = 5;
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("bulkhead-wasm-watch").factory());

  private final Thread watched = Thread.currentThread();
  private final Budget budget;
  private final long deadline;
  private final Future<?> checks;
  private boolean over;
  private boolean interrupted;

  private Watch(Budget budget) {
    this.budget = budget;
    this.deadline = budget.time().isZero() ? 0 : System.nanoTime() + budget.time().toNanos();
    this.checks =
        CLOCK.scheduleWithFixedDelay(
            this::check, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  static Watch over(Budget budget) {
    return new Watch(budget);
  }

  private synchronized void check() {
    boolean late = deadline != 0 && System.nanoTime() - deadline > 0;
    if (!over && !interrupted && (late || budget.cancelled().get())) {
      interrupted = true;
      watched.interrupt();
    }
  }

  /** Whether the failure comes from an interruption. */
  static boolean isInterruption(@Nullable Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof com.dylibso.chicory.wasm.ChicoryException
          && String.valueOf(e.getMessage()).contains("interrupted")) {
        return true;
      }
    }
    return false;
  }

  /** Takes back an interruption that this watch caused, so that the thread can go on. */
  synchronized void close() {
    over = true;
    checks.cancel(false);
    if (interrupted) {
      Thread.interrupted();
    }
  }
}

package dev.bulkhead.rego.fuzz;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs what must come to an end, on a thread with the stack that threads commonly have. */
public final class Bounded {
  private static final long SECONDS = 20;

  /** Seconds by the clock, for what waits and takes no processor time. */
  private static final long MOST_WAITED = 600;

  private static final long STACK = 1 << 20;

  private static volatile Thread worker = Thread.currentThread();
  private static volatile ExecutorService threads = newThread();

  private static ExecutorService newThread() {
    return Executors.newSingleThreadExecutor(task -> {
      worker = new Thread(null, task, "fuzz", STACK);
      worker.setDaemon(true);
      return worker;
    });
  }

  private Bounded() {}

  /**
   * The result of a task; an error that shows what was tried where it fails or does not end. Counts
   * processor time, since a busy machine may give a test little of it.
   */
  public static <T> T run(String tried, Callable<T> task) {
    Future<T> result = threads.submit(task);
    try {
      return finished(result, tried);
    } catch (ExecutionException e) {
      throw new AssertionError("failed on " + shown(tried), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static <T> T finished(Future<T> result, String tried)
      throws ExecutionException, InterruptedException {
    long start = processorTime();
    for (long waited = 1; ; waited++) {
      try {
        return result.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        if (processorTime() - start > SECONDS * 1_000_000_000 || waited > MOST_WAITED) {
          var stuck = new AssertionError("no end after " + SECONDS + " s on " + shown(tried));
          stuck.setStackTrace(worker.getStackTrace());
          threads = newThread();
          throw stuck;
        }
      }
    }
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(worker.threadId());
  }

  private static String shown(String tried) {
    return tried.length() > 4_000
        ? tried.substring(0, 2_000)
            + " … "
            + tried.length()
            + " … "
            + tried.substring(tried.length() - 1_000)
        : tried;
  }
}

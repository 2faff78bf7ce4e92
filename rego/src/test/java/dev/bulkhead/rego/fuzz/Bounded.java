package dev.bulkhead.rego.fuzz;

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

  /** The result of a task; an error that shows what was tried where it fails or does not end. */
  public static <T> T run(String tried, Callable<T> task) {
    Future<T> result = threads.submit(task);
    try {
      return result.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("failed on " + shown(tried), e.getCause());
    } catch (TimeoutException e) {
      var stuck = new AssertionError("no end after " + SECONDS + " s on " + shown(tried));
      stuck.setStackTrace(worker.getStackTrace());
      threads = newThread();
      throw stuck;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
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

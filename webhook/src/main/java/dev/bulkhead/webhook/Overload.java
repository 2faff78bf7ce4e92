package dev.bulkhead.webhook;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps what is done at once within what the machine can do: bodies in memory, and reviews being
 * judged. Who would wait past his deadline is turned away at once, so that the API server hears a
 * clear no instead of silence.
 */
final class Overload {
  private final Semaphore judging;
  private final Semaphore bodyKibibytes;

  /**
   * @param processors reviews judged at once
   * @param bodyBytes bytes of bodies in memory at once
   */
  Overload(int processors, long bodyBytes) {
    this.judging = new Semaphore(processors, true);
    this.bodyKibibytes = new Semaphore((int) (bodyBytes / 1024), true);
  }

  /** Whether there is room for a body; to be given back by {@link #releaseBody}. */
  boolean acquireBody(int bytes, long deadline) throws InterruptedException {
    return acquire(bodyKibibytes, kibibytes(bytes), deadline);
  }

  void releaseBody(int bytes) {
    bodyKibibytes.release(kibibytes(bytes));
  }

  private static int kibibytes(int bytes) {
    return bytes / 1024 + 1;
  }

  /** Whether a review may be judged; to be given back by {@link #releaseTurn}. */
  boolean acquireTurn(long deadline) throws InterruptedException {
    return acquire(judging, 1, deadline);
  }

  void releaseTurn() {
    judging.release();
  }

  private static boolean acquire(Semaphore semaphore, int permits, long deadline)
      throws InterruptedException {
    return semaphore.tryAcquire(permits, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
  }
}

package dev.bulkhead.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs what comes in on the port for reviews, and knows since when each waits: a deadline counts
 * from there, whatever came before the judging.
 *
 * <p>Of connections that open, few shake hands at once. A thousand that all did would all end after
 * the API server has given up; in turn, the first are served at once, and who would come too late is
 * cut before it costs anything.
 */
final class Arrivals implements Executor, AutoCloseable {
  /** A handshake waits for its client more than it computes. */
  private static final int HANDSHAKES_PER_PROCESSOR = 16;

  /** A client that is slower than this keeps its connection, but not its turn. */
  private static final Duration TURN = Duration.ofMillis(250);

  /** Of the three seconds that the chart lets the API server wait. */
  private static final Duration MOST_WAIT = Duration.ofSeconds(2);

  private static final ScopedValue<Arrival> CURRENT = ScopedValue.newInstance();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer;
  private final Metrics metrics;
  private final Semaphore turns;

  Arrivals(ScheduledExecutorService timer, Metrics metrics) {
    this.timer = timer;
    this.metrics = metrics;
    this.turns =
        new Semaphore(
            HANDSHAKES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors(), true);
  }

  /** What is done on a connection from when something could be read until it waits for more. */
  private static final class Arrival {
    private final long at = System.nanoTime();
    private Runnable end = () -> {};

    /** The handshake, if there was one, is over. */
    void shaken() {
      end.run();
    }
  }

  @Override
  public void execute(Runnable work) {
    var arrival = new Arrival();
    threads.execute(() -> {
      try {
        ScopedValue.where(CURRENT, arrival).run(work);
      } finally {
        arrival.shaken();
      }
    });
  }

  /**
   * Waits until the handshake of a new connection may begin. Called by what {@link #execute} runs.
   *
   * @throws UncheckedIOException where that is too late, so that the connection is to be cut
   */
  void awaitHandshake() {
    Arrival arrival = CURRENT.get();
    long left = arrival.at + MOST_WAIT.toNanos() - System.nanoTime();
    try {
      if (left <= 0 || !turns.tryAcquire(left, TimeUnit.NANOSECONDS)) {
        metrics.count(
            "bulkhead_admission_refused_connections_total", "cause", "handshake", "status", "cut");
        throw new UncheckedIOException(new IOException("too many connections open at once"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("the server stops"));
    }
    var held = new AtomicBoolean(true);
    Runnable release =
        () -> {
          if (held.compareAndSet(true, false)) {
            turns.release();
          }
        };
    ScheduledFuture<?> slow = timer.schedule(release, TURN.toNanos(), TimeUnit.NANOSECONDS);
    arrival.end =
        () -> {
          slow.cancel(false);
          release.run();
        };
  }

  /** Notes that the request has come, and says since when it waits, as {@link System#nanoTime}. */
  static long requestSince() {
    Arrival arrival = CURRENT.get();
    arrival.shaken();
    return arrival.at;
  }

  /** Takes no more; what runs goes on. */
  @Override
  public void close() {
    threads.shutdown();
  }
}

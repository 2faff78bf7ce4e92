package dev.bulkhead.cli;

import dev.bulkhead.model.Progress;
import java.io.PrintWriter;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One line on the terminal's standard error that says how far the work has come; it appears only
 * where the work takes long, and is gone at the end. In logs there is none of it.
 */
final class TerminalProgress implements Progress, AutoCloseable {
  /** Shorter work is done before anyone wonders. */
  private static final long QUIET_MILLIS = 700;

  private static final long EVERY_MILLIS = 200;

  private record Stage(String what, int total, long began, LongAdder done) {
    /** The line's text; the time left once it can be told. */
    String text(long now) {
      long steps = done.sum();
      if (total == 0) {
        return what + " …";
      }
      long millis = (now - began) / 1_000_000;
      long left = steps == 0 ? 0 : millis * (total - steps) / steps / 1000;
      String rest = steps * 20 < total || left < 2 ? "" : ", about " + left + " s left";
      return steps + " of " + total + " " + what + rest;
    }
  }

  private final PrintWriter err;
  private final Thread painter;
  private volatile Stage stage = new Stage("starting", 0, System.nanoTime(), new LongAdder());
  private volatile boolean closed;
  private boolean painted;

  private TerminalProgress(PrintWriter err) {
    this.err = err;
    this.painter = Thread.ofPlatform().daemon().name("progress").unstarted(this::paint);
  }

  /** Progress on a terminal; null where standard error is none. */
  static @Nullable TerminalProgress on(PrintWriter err) {
    if (!TerminalUse.stderr() || System.getenv("CI") != null) {
      return null;
    }
    var progress = new TerminalProgress(err);
    progress.painter.start();
    return progress;
  }

  @Override
  public void begin(String what, int total) {
    stage = new Stage(what, total, System.nanoTime(), new LongAdder());
  }

  @Override
  public void step() {
    stage.done().increment();
  }

  private void paint() {
    try {
      Thread.sleep(QUIET_MILLIS);
      while (!closed) {
        show(stage.text(System.nanoTime()));
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      // closed while asleep: there is nothing more to show
    }
  }

  private synchronized void show(String text) {
    if (!closed) {
      err.print("\r\u001b[K" + text);
      err.flush();
      painted = true;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    painter.interrupt();
    if (painted) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}

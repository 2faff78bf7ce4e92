package dev.bulkhead.webhook;

import dev.bulkhead.admission.PlatformContext;
import dev.bulkhead.admission.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the context of reviews comes from. Thread-safe. */
public interface ContextSource extends AutoCloseable {

  /** The newest context; null until there is one. */
  @Nullable PlatformContext current();

  /** Why there is no context to judge by yet; null where there is one. */
  @Nullable String missing();

  /**
   * A context that knows a namespace, where one comes before the deadline; else the newest one.
   *
   * @param deadline as {@link System#nanoTime}
   */
  @Nullable PlatformContext knowing(String namespace, long deadline) throws InterruptedException;

  /** How old what is known may be: zero while it follows a cluster. */
  Duration age();

  /** Judge by other settings from now on. */
  void settings(Settings settings);

  @Override
  void close();
}

package dev.bulkhead.rego.eval;

import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** How much threads have allocated, where the Java machine counts it. */
final class Allocations {
  private static final com.sun.management.@Nullable ThreadMXBean THREADS =
      ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean t ? t : null;

  private Allocations() {}

  /** Bytes that the calling thread has allocated in its life; 0 where nobody counts. */
  static long ofThisThread() {
    return THREADS == null ? 0 : THREADS.getCurrentThreadAllocatedBytes();
  }
}

package dev.bulkhead.rego.value;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A family of equal values, so that what was compared once is not compared again. Without it, to
 * compare two values that hold the same parts many times over takes time that doubles with each
 * level of them.
 *
 * <p>Families join where their members turn out to be equal, the younger below the elder. Threads
 * that join at the same time may lose a join, which costs only time: elders are always older, so
 * that no circle comes about.
 */
final class Kin {
  private static final AtomicLong BORN = new AtomicLong();

  private final long birth = BORN.incrementAndGet();
  private @Nullable Kin elder;

  private Kin eldest() {
    Kin at = this;
    for (Kin next = elder; next != null; next = next.elder) {
      at = next;
    }
    if (at != this) {
      elder = at;
    }
    return at;
  }

  static boolean same(@Nullable Kin a, @Nullable Kin b) {
    return a != null && b != null && (a == b || a.eldest() == b.eldest());
  }

  /** The family of both. */
  static Kin joined(@Nullable Kin a, @Nullable Kin b) {
    if (a == null || b == null) {
      return a != null ? a.eldest() : b != null ? b.eldest() : new Kin();
    }
    Kin x = a.eldest();
    Kin y = b.eldest();
    if (x == y) {
      return x;
    }
    Kin older = x.birth < y.birth ? x : y;
    Kin younger = older == x ? y : x;
    younger.elder = older;
    return older;
  }
}

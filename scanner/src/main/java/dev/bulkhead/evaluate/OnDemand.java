package dev.bulkhead.evaluate;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is made when it is first needed, and once. Thread-safe. */
final class OnDemand<T> {
  private final Supplier<? extends T> make;
  private volatile @Nullable T made;

  OnDemand(Supplier<? extends T> make) {
    this.make = make;
  }

  T get() {
    T known = made;
    return known == null ? makeOnce() : known;
  }

  private synchronized T makeOnce() {
    T known = made;
    if (known == null) {
      known = make.get();
      made = known;
    }
    return known;
  }
}

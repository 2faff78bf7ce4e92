package dev.bulkhead.rego.fuzz;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** What decides of tries: the same in every build, which must not fail by chance. */
public final class Choices {
  private static final AtomicLong TRY = new AtomicLong();

  private Choices() {}

  /** The given ones in a longer run, whose number of tries is set. */
  public static RandomGenerator of(Random random) {
    return System.getProperty("jqwik.tries.default") == null
        ? new SplittableRandom(TRY.getAndIncrement())
        : random;
  }
}

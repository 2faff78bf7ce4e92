package dev.bulkhead.analysis;

import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Snapshot;

/** Derives all facts of a snapshot. */
public final class Analysis {
  private Analysis() {}

  public static Facts of(Snapshot snapshot) {
    return Parts.of(snapshot).facts();
  }
}

package dev.bulkhead.analysis;

import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Facts.Owner;
import dev.bulkhead.model.Snapshot;
import java.util.Map;

/** Derives all facts of a snapshot. */
public final class Analysis {
  private Analysis() {}

  public static Facts of(Snapshot snapshot) {
    Map<String, Owner> owners = Ownership.of(snapshot);
    return of(snapshot, owners, new Reachability(snapshot, owners));
  }

  static Facts of(Snapshot snapshot, Map<String, Owner> owners, Reachability reachability) {
    return new Facts(
        owners,
        reachability.reachable(),
        reachability.networks(),
        new SecretAccess(snapshot, owners).readers(),
        new HostOwnership(snapshot, owners).conflicts(),
        reachability.crossings());
  }
}

package dev.bulkhead.analysis;

import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Facts.Cell;
import dev.bulkhead.model.Facts.Owner;
import dev.bulkhead.model.Snapshot;
import java.util.ArrayList;
import java.util.Map;

/** Derives all facts of a snapshot. */
public final class Analysis {
  private Analysis() {}

  public static Facts of(Snapshot snapshot) {
    Map<String, Owner> owners = Ownership.of(snapshot);
    return of(snapshot, owners, new Reachability(snapshot, owners));
  }

  static Facts of(Snapshot snapshot, Map<String, Owner> owners, Reachability reachability) {
    var reachable = reachability.reachable();
    var hosts = new HostOwnership(snapshot, owners);
    var conflicts = hosts.conflicts();
    var access = new SecretAccess(snapshot, owners);
    var readers = access.readers();
    var matrix = new ArrayList<Cell>(reachability.cells());
    matrix.addAll(hosts.cells(conflicts));
    matrix.addAll(access.cells(readers));
    return new Facts(owners, reachable, reachability.networks(), readers, conflicts, matrix);
  }
}

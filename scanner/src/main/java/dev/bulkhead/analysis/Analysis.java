package dev.bulkhead.analysis;

import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Facts.Cell;
import dev.bulkhead.model.Snapshot;
import java.util.ArrayList;

/** Derives all facts of a snapshot. */
public final class Analysis {
  private Analysis() {}

  public static Facts of(Snapshot snapshot) {
    var owners = Ownership.of(snapshot);
    var reachability = new Reachability(snapshot, owners);
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

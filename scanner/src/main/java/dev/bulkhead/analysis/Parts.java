package dev.bulkhead.analysis;

import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Facts.Crossing;
import dev.bulkhead.model.Facts.HostConflict;
import dev.bulkhead.model.Facts.NamespaceNetwork;
import dev.bulkhead.model.Facts.Owner;
import dev.bulkhead.model.Facts.Reach;
import dev.bulkhead.model.Facts.SecretReader;
import dev.bulkhead.model.Snapshot;
import java.util.List;
import java.util.Map;

/**
 * The analyses of a snapshot, each with what it found, so that one can be made anew without the
 * others.
 *
 * @param hosts by route, who else claims its hosts
 * @param access by binding, who reads which Secrets
 */
record Parts(
    Ownership ownership,
    Map<String, Owner> owners,
    Network network,
    Map<String, List<HostConflict>> hosts,
    Map<String, List<SecretReader>> access) {

  /** Who reaches whom. */
  record Network(
      Reachability reachability,
      Map<String, List<Reach>> reachable,
      Map<String, NamespaceNetwork> networks,
      List<Crossing> crossings) {
    static Network of(Snapshot snapshot, Map<String, Owner> owners) {
      var reachability = new Reachability(snapshot, owners);
      return new Network(
          reachability,
          reachability.reachable(),
          reachability.networks(),
          reachability.crossings());
    }
  }

  static Map<String, List<HostConflict>> hosts(Snapshot snapshot, Map<String, Owner> owners) {
    return new HostOwnership(snapshot, owners).conflicts();
  }

  static Map<String, List<SecretReader>> access(Snapshot snapshot, Map<String, Owner> owners) {
    return new SecretAccess(snapshot, owners).readers();
  }

  static Parts of(Snapshot snapshot) {
    var ownership = new Ownership(snapshot);
    Map<String, Owner> owners = ownership.all(snapshot);
    return new Parts(
        ownership,
        owners,
        Network.of(snapshot, owners),
        hosts(snapshot, owners),
        access(snapshot, owners));
  }

  Facts facts() {
    return new Facts(owners, network.reachable, network.networks, access, hosts, network.crossings);
  }
}

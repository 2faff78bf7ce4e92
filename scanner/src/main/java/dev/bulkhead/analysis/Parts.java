package dev.bulkhead.analysis;

import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Facts.Crossing;
import dev.bulkhead.model.Facts.DatabasePath;
import dev.bulkhead.model.Facts.Delivery;
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
 * @param access by binding, who reads which Secrets
 * @param deliveries by what delivers, what it may write
 */
record Parts(
    Ownership ownership,
    Map<String, Owner> owners,
    Network network,
    Routes routes,
    Map<String, List<SecretReader>> access,
    Map<String, Delivery> deliveries) {

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

  /**
   * What lies behind hosts.
   *
   * @param hosts by route, who else claims its hosts
   * @param databases by route, the databases that it leads to
   */
  record Routes(Map<String, List<HostConflict>> hosts, Map<String, List<DatabasePath>> databases) {
    static Routes of(Snapshot snapshot, Map<String, Owner> owners) {
      return new Routes(
          new HostOwnership(snapshot, owners).conflicts(),
          new DatabasePaths(snapshot, owners).paths());
    }
  }

  static Map<String, List<SecretReader>> access(Snapshot snapshot, Map<String, Owner> owners) {
    return new SecretAccess(snapshot, owners).readers();
  }

  static Map<String, Delivery> deliveries(Snapshot snapshot, Ownership ownership) {
    return new DeliveryReach(snapshot, ownership).deliveries();
  }

  static Parts of(Snapshot snapshot) {
    var ownership = new Ownership(snapshot);
    Map<String, Owner> owners = ownership.all(snapshot);
    return new Parts(
        ownership,
        owners,
        Network.of(snapshot, owners),
        Routes.of(snapshot, owners),
        access(snapshot, owners),
        deliveries(snapshot, ownership));
  }

  Facts facts() {
    return new Facts(
        owners,
        network.reachable,
        network.networks,
        access,
        routes.hosts,
        deliveries,
        routes.databases,
        network.crossings);
  }
}

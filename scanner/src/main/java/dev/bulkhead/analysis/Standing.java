package dev.bulkhead.analysis;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Facts.Owner;
import dev.bulkhead.model.Facts.Reach;
import dev.bulkhead.model.Namespace;
import dev.bulkhead.model.NetworkPolicy;
import dev.bulkhead.model.Resource;
import dev.bulkhead.model.Role;
import dev.bulkhead.model.RoleBinding;
import dev.bulkhead.model.Route;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Workload;
import dev.bulkhead.overlay.Overlay;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The facts of a snapshot, and how they were found: what follows from a small change of it costs as
 * much as the change, and not as much as the whole. Thread-safe.
 *
 * <p>Of what a change does to others only that is derived for which its kind is made: that a new
 * workload can now reach others is seen when the whole is analysed again.
 */
public final class Standing {
  private final Snapshot snapshot;
  private final Parts parts;
  private final Facts facts;

  private Standing(Snapshot snapshot, Parts parts) {
    this.snapshot = snapshot;
    this.parts = parts;
    this.facts = parts.facts();
  }

  /** Analyses the whole. */
  public static Standing of(Snapshot snapshot) {
    return new Standing(snapshot, Parts.of(snapshot));
  }

  public Facts facts() {
    return facts;
  }

  /** What a change bears on beside the owners of what comes. */
  private enum Bearing {
    OWNERS,
    NETWORK,
    ROUTES,
    ACCESS,
    DELIVERIES
  }

  /**
   * What follows from a change.
   *
   * @param whole whether anything else than what comes and goes may have another owner
   */
  public record After(Facts facts, boolean whole) {}

  /**
   * The facts after a change.
   *
   * @param after the snapshot with the change
   * @param added entities that come, or replace others of their ids
   * @param removed ids of entities that go
   */
  public After after(Snapshot after, List<Entity> added, Collection<String> removed) {
    Set<Bearing> bearings = EnumSet.noneOf(Bearing.class);
    added.forEach(e -> note(e, bearings));
    Stream.concat(removed.stream(), added.stream().map(e -> e.meta().id()))
        .map(snapshot::ordinal)
        .filter(o -> o >= 0)
        .forEach(o -> note(snapshot.entities().get(o), bearings));
    if (bearings.contains(Bearing.OWNERS)) {
      return new After(Parts.of(after).facts(), true);
    }
    Map<String, Owner> owners = owners(added, removed);
    var next =
        new Parts(
            parts.ownership(),
            owners,
            bearings.contains(Bearing.NETWORK)
                ? network(after, owners, added, removed)
                : network(added, removed),
            bearings.contains(Bearing.ROUTES) ? Parts.Routes.of(after, owners) : parts.routes(),
            bearings.contains(Bearing.ACCESS) ? Parts.access(after, owners) : parts.access(),
            bearings.contains(Bearing.DELIVERIES)
                ? Parts.deliveries(after, parts.ownership())
                : parts.deliveries());
    return new After(next.facts(), false);
  }

  private static void note(Entity entity, Set<Bearing> bearings) {
    switch (entity) {
      case Namespace n -> bearings.add(Bearing.OWNERS);
      case NetworkPolicy p -> bearings.add(Bearing.NETWORK);
      case Resource r -> {
        if (Reachability.isPolicyOfAnotherEngine(r)) {
          bearings.add(Bearing.NETWORK);
        }
        if (DeliveryReach.delivers(r)) {
          bearings.add(Bearing.DELIVERIES);
        }
      }
      case Route r -> bearings.add(Bearing.ROUTES);
      case Role r -> bearings.add(Bearing.ACCESS);
      case RoleBinding b -> {
        bearings.add(Bearing.ACCESS);
        bearings.add(Bearing.DELIVERIES);
      }
      default -> {}
    }
  }

  private Map<String, Owner> owners(List<Entity> added, Collection<String> removed) {
    Map<String, Owner> owners = new HashMap<>();
    added.forEach(e -> owners.put(e.meta().id(), parts.ownership().owner(e)));
    return Overlay.of(parts.owners(), owners, Set.copyOf(removed));
  }

  /** The network with other policies: those that speak of ingress alone change one namespace. */
  private Parts.Network network(
      Snapshot after, Map<String, Owner> owners, List<Entity> added, Collection<String> removed) {
    List<Entity> changed =
        Stream.concat(
                added.stream(),
                Stream.concat(removed.stream(), added.stream().map(e -> e.meta().id()))
                    .map(snapshot::ordinal)
                    .filter(o -> o >= 0)
                    .map(snapshot.entities()::get))
            .toList();
    String namespace = Reachability.namespace(changed.getFirst());
    Reachability reachability = parts.network().reachability();
    boolean ofIngress =
        changed.stream()
            .allMatch(e ->
                e instanceof NetworkPolicy p
                    && !p.egressPolicy()
                    && Reachability.namespace(p).equals(namespace));
    if (!ofIngress || !reachability.knows(namespace)) {
      return Parts.Network.of(after, owners);
    }
    List<NetworkPolicy> own =
        after.entities().stream()
            .filter(NetworkPolicy.class::isInstance)
            .map(NetworkPolicy.class::cast)
            .filter(p -> Reachability.namespace(p).equals(namespace))
            .toList();
    return reachability.withIngress(parts.network(), namespace, own);
  }

  /** The network with other workloads in it, but for what these reach. */
  private Parts.Network network(List<Entity> added, Collection<String> removed) {
    Map<String, List<Reach>> reachable = new HashMap<>();
    Set<String> gone = new HashSet<>(removed);
    for (Entity entity : added) {
      if (entity instanceof Workload workload) {
        List<Reach> reaches =
            parts.network().reachability().of(workload, parts.ownership().owner(entity));
        if (!reaches.isEmpty()) {
          reachable.put(entity.meta().id(), reaches);
        }
        gone.add(entity.meta().id());
      }
    }
    Parts.Network before = parts.network();
    return new Parts.Network(
        before.reachability(),
        Overlay.of(before.reachable(), reachable, gone),
        before.networks(),
        before.crossings());
  }
}

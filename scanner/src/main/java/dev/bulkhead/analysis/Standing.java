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
import dev.bulkhead.model.ServiceAccount;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Workload;
import dev.bulkhead.overlay.Overlay;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a snapshot, and how they were found: what follows from a small change of it costs as
 * much as the change, and not as much as the whole. Thread-safe.
 *
 * <p>Only what the changed entities need for themselves is derived: that a new workload can now
 * reach others is seen when the whole is analysed again.
 */
public final class Standing {
  private final Snapshot snapshot;
  private final Ownership ownership;
  private final Reachability reachability;
  private final Facts facts;

  private Standing(Snapshot snapshot, Ownership ownership, Reachability reachability, Facts facts) {
    this.snapshot = snapshot;
    this.ownership = ownership;
    this.reachability = reachability;
    this.facts = facts;
  }

  /** Analyses the whole. */
  public static Standing of(Snapshot snapshot) {
    var ownership = new Ownership(snapshot);
    Map<String, Owner> owners = ownership.all(snapshot);
    var reachability = new Reachability(snapshot, owners);
    return new Standing(
        snapshot, ownership, reachability, Analysis.of(snapshot, owners, reachability));
  }

  public Facts facts() {
    return facts;
  }

  /**
   * The facts after a change, as far as they concern the entities that come.
   *
   * @param added entities that come, or replace others of their ids
   * @param removed ids of entities that go
   * @return null where the change bears on others, so that the whole must be analysed
   */
  public @Nullable Facts after(List<Entity> added, Collection<String> removed) {
    if (added.stream().anyMatch(Standing::bearsOnOthers)
        || removed.stream().anyMatch(this::boreOnOthers)) {
      return null;
    }
    Map<String, Owner> owners = new HashMap<>();
    Map<String, List<Reach>> reachable = new HashMap<>();
    Set<String> gone = new HashSet<>(removed);
    for (Entity entity : added) {
      String id = entity.meta().id();
      Owner owner = ownership.owner(entity);
      owners.put(id, owner);
      if (entity instanceof Workload workload) {
        List<Reach> reaches = reachability.of(workload, owner);
        if (!reaches.isEmpty()) {
          reachable.put(id, reaches);
        }
        gone.add(id);
      }
    }
    return new Facts(
        Overlay.of(facts.owners(), owners, gone),
        Overlay.of(facts.reachable(), reachable, gone),
        facts.networks(),
        facts.secretReaders(),
        facts.hostConflicts(),
        facts.crossings());
  }

  /** Kinds whose change alters facts about other entities. */
  private static boolean bearsOnOthers(Entity entity) {
    return entity instanceof Namespace
        || entity instanceof NetworkPolicy
        || entity instanceof Role
        || entity instanceof RoleBinding
        || entity instanceof Route
        || entity instanceof ServiceAccount
        || entity instanceof Resource;
  }

  private boolean boreOnOthers(String id) {
    int ordinal = snapshot.ordinal(id);
    return ordinal >= 0 && bearsOnOthers(snapshot.entities().get(ordinal));
  }
}

package dev.bulkhead.admission;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.HashSet;
import java.util.Set;

/**
 * What a request makes of the platform.
 *
 * @param added entities that come, or replace others of their ids
 * @param removed ids of entities that go
 */
record Change(List<Entity> added, Set<String> removed) {

  /** Ids of all that comes, changes or goes. */
  Set<String> touched() {
    Set<String> out = new HashSet<>(removed);
    added.forEach(e -> out.add(e.meta().id()));
    return out;
  }

  /** The snapshot as it will be. Entities stay in the order of their ids. */
  Snapshot applyTo(Snapshot before) {
    var out = new ArrayList<>(before.entities());
    for (String id : removed) {
      int at = Snapshot.ordinal(out, id);
      if (at >= 0) {
        out.remove(at);
      }
    }
    for (Entity entity : added) {
      int at = Snapshot.ordinal(out, entity.meta().id());
      if (at >= 0) {
        out.set(at, entity);
      } else {
        out.add(-at - 1, entity);
      }
    }
    return before.withEntities(Collections.unmodifiableList(out));
  }
}

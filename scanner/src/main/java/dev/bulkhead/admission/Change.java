package dev.bulkhead.admission;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What a request makes of the platform.
 *
 * @param added entities that come, or replace others of their ids
 * @param removed ids of entities that go
 */
record Change(List<Entity> added, Set<String> removed) {

  /** The snapshot as it will be. Entities stay in the order of their ids. */
  Snapshot applyTo(Snapshot before) {
    List<Entity> incoming = new ArrayList<>(added);
    incoming.sort(Comparator.comparing(e -> e.meta().id()));
    List<Entity> old = before.entities();
    var out = new ArrayList<Entity>(old.size() + incoming.size());
    int next = 0;
    for (Entity entity : old) {
      String id = entity.meta().id();
      while (next < incoming.size() && incoming.get(next).meta().id().compareTo(id) < 0) {
        out.add(incoming.get(next++));
      }
      if (next < incoming.size() && incoming.get(next).meta().id().equals(id)) {
        out.add(incoming.get(next++));
      } else if (!removed.contains(id)) {
        out.add(entity);
      }
    }
    out.addAll(incoming.subList(next, incoming.size()));
    return before.withEntities(java.util.Collections.unmodifiableList(out));
  }
}

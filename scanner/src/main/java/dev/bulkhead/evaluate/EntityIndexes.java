package dev.bulkhead.evaluate;

import dev.bulkhead.model.Entity;
import dev.bulkhead.overlay.Overlay;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The entities by id, by kind, by namespace and kind, and by tenant and kind, as {@code
 * data.platform} has them.
 *
 * @param byId id to entity
 * @param byKind kind to id to entity
 * @param byNamespace namespace to kind to id to entity
 * @param byTenant tenant to kind to id to entity
 */
record EntityIndexes(
    ObjectValue byId, ObjectValue byKind, ObjectValue byNamespace, ObjectValue byTenant) {
  private static final StringValue TENANT = StringValue.of("tenant");

  /** An entity that came, or one that went with the value that it had. */
  record Change(Entity entity, ObjectValue value, boolean there) {
    static Change added(Entity entity, ObjectValue value) {
      return new Change(entity, value, true);
    }

    static Change removed(Entity entity, ObjectValue value) {
      return new Change(entity, value, false);
    }

    private Value id() {
      return StringValue.of(entity.meta().id());
    }

    private @Nullable Value namespace() {
      String namespace = entity.meta().namespace();
      return namespace == null ? null : StringValue.of(namespace);
    }

    private @Nullable Value tenant() {
      return value.get(TENANT);
    }

    private Value kind() {
      return StringValue.of(entity.kind());
    }
  }

  static EntityIndexes of(List<Entity> entities, List<ObjectValue> values) {
    var byId = new LinkedHashMap<Value, Value>();
    var byKind = new LinkedHashMap<Value, Map<Value, Value>>();
    var byNamespace = new LinkedHashMap<Value, Map<Value, Map<Value, Value>>>();
    var byTenant = new LinkedHashMap<Value, Map<Value, Map<Value, Value>>>();
    for (int i = 0; i < values.size(); i++) {
      var c = Change.added(entities.get(i), values.get(i));
      byId.put(c.id(), values.get(i));
      byKind.computeIfAbsent(c.kind(), k -> new LinkedHashMap<>()).put(c.id(), values.get(i));
      put(byNamespace, c.namespace(), c);
      put(byTenant, c.tenant(), c);
    }
    return new EntityIndexes(
        ObjectValue.wrap(byId), nested(byKind), twiceNested(byNamespace), twiceNested(byTenant));
  }

  private static void put(
      Map<Value, Map<Value, Map<Value, Value>>> index, @Nullable Value group, Change c) {
    if (group != null) {
      index
          .computeIfAbsent(group, g -> new LinkedHashMap<>())
          .computeIfAbsent(c.kind(), k -> new LinkedHashMap<>())
          .put(c.id(), c.value());
    }
  }

  private static ObjectValue twiceNested(Map<Value, Map<Value, Map<Value, Value>>> index) {
    var out = new LinkedHashMap<Value, Value>();
    index.forEach((group, kinds) -> out.put(group, nested(kinds)));
    return ObjectValue.wrap(out);
  }

  private static ObjectValue nested(Map<Value, Map<Value, Value>> maps) {
    var out = new LinkedHashMap<Value, Value>();
    maps.forEach((key, entries) -> out.put(key, ObjectValue.wrap(entries)));
    return ObjectValue.wrap(out);
  }

  /** The indexes after a change. What it does not touch is shared. */
  EntityIndexes after(List<Change> changes) {
    return changes.isEmpty()
        ? this
        : new EntityIndexes(
            entities(byId, changes),
            grouped(byKind, changes, Change::kind, EntityIndexes::entities),
            twiceGrouped(byNamespace, changes, Change::namespace),
            twiceGrouped(byTenant, changes, Change::tenant));
  }

  private static ObjectValue twiceGrouped(
      ObjectValue before, List<Change> changes, Function<Change, @Nullable Value> key) {
    return grouped(
        before,
        changes,
        key,
        (kinds, own) -> grouped(kinds, own, Change::kind, EntityIndexes::entities));
  }

  /** Entities by id after a change, of which a later part holds over an earlier one. */
  private static ObjectValue entities(ObjectValue before, List<Change> changes) {
    var put = new HashMap<Value, Value>();
    Set<Value> removed = new HashSet<>();
    for (Change change : changes) {
      if (change.there()) {
        put.put(change.id(), change.value());
      } else {
        removed.add(change.id());
        put.remove(change.id());
      }
    }
    return ObjectValue.wrap(Overlay.of(before.entries(), put, removed));
  }

  /** What an index one level down becomes. */
  private interface Below {
    ObjectValue after(ObjectValue before, List<Change> changes);
  }

  private static ObjectValue grouped(
      ObjectValue before,
      List<Change> changes,
      Function<Change, @Nullable Value> key,
      Below below) {
    var groups = new LinkedHashMap<Value, List<Change>>();
    for (Change change : changes) {
      Value group = key.apply(change);
      if (group != null) {
        groups.computeIfAbsent(group, g -> new java.util.ArrayList<>()).add(change);
      }
    }
    var put = new HashMap<Value, Value>();
    Set<Value> removed = new HashSet<>();
    groups.forEach((group, own) -> {
      ObjectValue old = before.get(group) instanceof ObjectValue o ? o : ObjectValue.EMPTY;
      ObjectValue now = below.after(old, own);
      if (now.size() == 0) {
        removed.add(group);
      } else {
        put.put(group, now);
      }
    });
    return ObjectValue.wrap(Overlay.of(before.entries(), put, removed));
  }
}

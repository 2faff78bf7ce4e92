package dev.bulkhead.evaluate;

import dev.bulkhead.model.Entity;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entities by id, by kind, and by namespace and kind, as {@code data.platform} has them.
 *
 * @param byId id to entity
 * @param byKind kind to id to entity
 * @param byNamespace namespace to kind to id to entity
 */
record EntityIndexes(ObjectValue byId, ObjectValue byKind, ObjectValue byNamespace) {

  /** An entity that came or went; {@code value} is null for one that went. */
  record Change(Entity entity, @Nullable ObjectValue value) {
    static Change added(Entity entity, ObjectValue value) {
      return new Change(entity, value);
    }

    static Change removed(Entity entity) {
      return new Change(entity, null);
    }

    private Value id() {
      return StringValue.of(entity.meta().id());
    }

    private @Nullable Value namespace() {
      String namespace = entity.meta().namespace();
      return namespace == null ? null : StringValue.of(namespace);
    }

    private Value kind() {
      return StringValue.of(entity.kind());
    }
  }

  static EntityIndexes of(List<Entity> entities, List<ObjectValue> values) {
    var indexes = new Growing();
    for (int i = 0; i < values.size(); i++) {
      indexes.put(new Change(entities.get(i), values.get(i)));
    }
    return indexes.done();
  }

  /** The indexes after a change. Only the maps that it touches are copied. */
  EntityIndexes after(List<Change> changes) {
    if (changes.isEmpty()) {
      return this;
    }
    var copy = new Growing();
    copy.byId.putAll(byId.entries());
    copy.open(this, changes);
    changes.forEach(copy::put);
    return copy.done();
  }

  /** Indexes that are being made. What is copied from others stays shared until it is touched. */
  private static final class Growing {
    final Map<Value, Value> byId = new LinkedHashMap<>();
    private final Map<Value, Value> sharedKinds = new LinkedHashMap<>();
    private final Map<Value, Map<Value, Value>> byKind = new LinkedHashMap<>();
    private final Map<Value, Value> sharedNamespaces = new LinkedHashMap<>();
    private final Map<Value, Map<Value, Map<Value, Value>>> byNamespace = new LinkedHashMap<>();

    void open(EntityIndexes before, List<Change> changes) {
      sharedKinds.putAll(before.byKind.entries());
      sharedNamespaces.putAll(before.byNamespace.entries());
      for (Change change : changes) {
        byKind.computeIfAbsent(change.kind(), k -> copy(before.byKind.get(k)));
        Value namespace = change.namespace();
        if (namespace != null) {
          byNamespace.computeIfAbsent(
              namespace,
              n -> {
                var kinds = new LinkedHashMap<Value, Map<Value, Value>>();
                copy(before.byNamespace.get(n)).forEach((kind, ids) -> kinds.put(kind, copy(ids)));
                return kinds;
              });
        }
      }
    }

    private static Map<Value, Value> copy(@Nullable Value object) {
      return object instanceof ObjectValue o
          ? new LinkedHashMap<>(o.entries())
          : new LinkedHashMap<>();
    }

    void put(Change change) {
      set(byId, change);
      set(byKind.computeIfAbsent(change.kind(), k -> new LinkedHashMap<>()), change);
      Value namespace = change.namespace();
      if (namespace != null) {
        Map<Value, Value> ofKind =
            byNamespace
                .computeIfAbsent(namespace, n -> new LinkedHashMap<>())
                .computeIfAbsent(change.kind(), k -> new LinkedHashMap<>());
        set(ofKind, change);
      }
    }

    private static void set(Map<Value, Value> entities, Change change) {
      if (change.value() == null) {
        entities.remove(change.id());
      } else {
        entities.put(change.id(), change.value());
      }
    }

    EntityIndexes done() {
      byKind.forEach((kind, ids) -> putOrRemove(sharedKinds, kind, ids));
      byNamespace.forEach((namespace, kinds) -> {
        var nested = new LinkedHashMap<Value, Value>();
        kinds.forEach((kind, ids) -> putOrRemove(nested, kind, ids));
        putOrRemove(sharedNamespaces, namespace, nested);
      });
      return new EntityIndexes(
          ObjectValue.wrap(byId),
          ObjectValue.wrap(sharedKinds),
          ObjectValue.wrap(sharedNamespaces));
    }

    private static void putOrRemove(Map<Value, Value> out, Value key, Map<Value, Value> entries) {
      if (entries.isEmpty()) {
        out.remove(key);
      } else {
        out.put(key, ObjectValue.wrap(entries));
      }
    }
  }
}

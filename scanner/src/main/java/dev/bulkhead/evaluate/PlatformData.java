package dev.bulkhead.evaluate;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Tenant;
import dev.bulkhead.model.Waiver;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.RecordValues;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot and its facts in the form that controls read: every entity with its kind and owner,
 * and {@code data.platform} with its indexes. Each entity is converted once and shared by all
 * indexes, and by the data of the same platform after a change.
 */
final class PlatformData {
  /** Entities have their kind, owner and tenant beside their own fields, owners the tier. */
  private static final RecordValues.Extended ENTITY =
      new RecordValues.Extended(
          StringValue.of("kind"), StringValue.of("owner"), StringValue.of("tenant"));

  private static final RecordValues.Extended OWNED_BY =
      new RecordValues.Extended(StringValue.of("tier"));

  private static final StringValue ENTITIES = StringValue.of("entities");
  private static final StringValue KINDS = StringValue.of("kinds");
  private static final StringValue NAMESPACES = StringValue.of("namespaces");
  private static final StringValue OWNED = StringValue.of("owned");
  private static final StringValue FACTS = StringValue.of("facts");
  private static final StringValue NOW = StringValue.of("now");

  private final Snapshot snapshot;
  private final Facts facts;
  private final Map<String, String> tierOfTenant;
  private final List<ObjectValue> entities;
  private final EntityIndexes indexes;
  private final ObjectValue platform;

  /**
   * @param now the time against which ages are counted, {@code data.platform.now}
   */
  PlatformData(Snapshot snapshot, Facts facts, List<Waiver> waivers, Instant now) {
    this.snapshot = snapshot;
    this.facts = facts;
    this.tierOfTenant = new HashMap<>();
    for (Tenant tenant : snapshot.platform().tenants()) {
      if (tenant.tier() != null) {
        tierOfTenant.put(tenant.id(), tenant.tier());
      }
    }
    this.entities = snapshot.entities().stream().map(this::entity).toList();
    this.indexes = EntityIndexes.of(snapshot.entities(), entities);
    Map<Value, Value> document = declared(waivers);
    document.put(NOW, time(now));
    addIndexes(document, null);
    this.platform = ObjectValue.wrap(document);
  }

  private PlatformData(
      PlatformData before, Snapshot snapshot, Facts facts, @Nullable Set<String> touched) {
    this.snapshot = snapshot;
    this.facts = facts;
    this.tierOfTenant = before.tierOfTenant;
    var changes = new ArrayList<EntityIndexes.Change>();
    this.entities = touched == null ? merge(before, changes) : edited(before, touched, changes);
    this.indexes = before.indexes.after(changes);
    Map<Value, Value> document = new LinkedHashMap<>(before.platform.entries());
    addIndexes(document, before);
    this.platform = ObjectValue.wrap(document);
  }

  private PlatformData(PlatformData before, Instant now) {
    this.snapshot = before.snapshot;
    this.facts = before.facts;
    this.tierOfTenant = before.tierOfTenant;
    this.entities = before.entities;
    this.indexes = before.indexes;
    Map<Value, Value> document = new LinkedHashMap<>(before.platform.entries());
    document.put(NOW, time(now));
    this.platform = ObjectValue.wrap(document);
  }

  private static StringValue time(Instant now) {
    return StringValue.of(now.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** The same at another time. */
  PlatformData at(Instant now) {
    return new PlatformData(this, now);
  }

  /** The data of the same platform with other entities and facts; what did not change is shared. */
  PlatformData after(Snapshot changed, Facts changedFacts) {
    return new PlatformData(this, changed, changedFacts, null);
  }

  /** The same where only these entities, and what follows from them, are others. */
  PlatformData after(Snapshot changed, Facts changedFacts, Set<String> touched) {
    return new PlatformData(this, changed, changedFacts, touched);
  }

  /** The entities' values where it is known which are others. */
  private List<ObjectValue> edited(
      PlatformData before, Set<String> touched, List<EntityIndexes.Change> changes) {
    var out = new ArrayList<>(before.entities);
    int shift = 0;
    // in the order of ids what stands before an entity is as it will be when its turn comes
    for (String id : new TreeSet<>(touched)) {
      int was = before.snapshot.ordinal(id);
      int is = snapshot.ordinal(id);
      if (was >= 0) {
        changes.add(removed(before, was));
      }
      if (is >= 0) {
        Entity entity = snapshot.entities().get(is);
        ObjectValue value = entity(entity);
        changes.add(EntityIndexes.Change.added(entity, value));
        if (was >= 0) {
          out.set(is, value);
        } else {
          out.add(is, value);
          shift++;
        }
      } else if (was >= 0) {
        out.remove(was + shift);
        shift--;
      }
    }
    return out;
  }

  /**
   * The entities' values: both snapshots are in the order of ids, so one pass finds what changed.
   */
  private List<ObjectValue> merge(PlatformData before, List<EntityIndexes.Change> changes) {
    List<Entity> old = before.snapshot.entities();
    var out = new ArrayList<ObjectValue>(snapshot.entities().size());
    int at = 0;
    for (Entity entity : snapshot.entities()) {
      int order = -1;
      while (at < old.size()
          && (order = old.get(at).meta().id().compareTo(entity.meta().id())) < 0) {
        changes.add(removed(before, at++));
      }
      boolean known = at < old.size() && order == 0;
      if (known && old.get(at) == entity && Objects.equals(before.owner(entity), owner(entity))) {
        out.add(before.entities.get(at++));
        continue;
      }
      if (known) {
        changes.add(removed(before, at++));
      }
      ObjectValue value = entity(entity);
      changes.add(EntityIndexes.Change.added(entity, value));
      out.add(value);
    }
    while (at < old.size()) {
      changes.add(removed(before, at++));
    }
    return out;
  }

  private static EntityIndexes.Change removed(PlatformData before, int ordinal) {
    return EntityIndexes.Change.removed(
        before.snapshot.entities().get(ordinal), before.entities.get(ordinal));
  }

  /** The input for each entity, in the snapshot's order. */
  List<ObjectValue> entities() {
    return entities;
  }

  /** {@code data.platform}. */
  ObjectValue platform() {
    return platform;
  }

  /**
   * The tier of an entity's tenant; null for what belongs to no tenant or to one without a tier.
   */
  @Nullable String tier(@Nullable String tenant) {
    return tenant == null ? null : tierOfTenant.get(tenant);
  }

  Facts.@Nullable Owner owner(Entity entity) {
    return facts.owners().get(entity.meta().id());
  }

  private ObjectValue entity(Entity entity) {
    Facts.Owner owner = owner(entity);
    if (owner == null) {
      return ENTITY.of((Record) entity, StringValue.of(entity.kind()));
    }
    String tier = tier(owner.tenant());
    return ENTITY.of(
        (Record) entity,
        StringValue.of(entity.kind()),
        OWNED_BY.of(owner, tier == null ? null : StringValue.of(tier)),
        owner.tenant() == null ? null : StringValue.of(owner.tenant()));
  }

  private Map<Value, Value> declared(List<Waiver> waivers) {
    Platform declared = snapshot.platform();
    Map<Value, Value> out = fields(declared);
    out.put(StringValue.of("tenants"), byName(declared.tenants(), Tenant::id));
    out.put(StringValue.of("tiers"), byName(declared.tiers(), Platform.Tier::name));
    out.put(
        StringValue.of("waivers"),
        ArrayValue.of(waivers.stream().map(RecordValues::toValue).toList()));
    return out;
  }

  private void addIndexes(Map<Value, Value> document, @Nullable PlatformData before) {
    document.put(FACTS, ObjectValue.wrap(factsValue(before)));
    document.put(ENTITIES, indexes.byId());
    document.put(KINDS, indexes.byKind());
    document.put(NAMESPACES, indexes.byNamespace());
    document.put(OWNED, indexes.byTenant());
  }

  /** Facts have an entry for every entity: their maps are converted as they are read. */
  private Map<Value, Value> factsValue(@Nullable PlatformData before) {
    var out = new LinkedHashMap<Value, Value>();
    // the pattern stops compiling when facts gain a component
    switch (facts) {
      case Facts(
              var owners,
              var reachable,
              var networks,
              var secretReaders,
              var hostConflicts,
              var deliveries,
              var databasePaths,
              var crossings) -> {
        out.put(StringValue.of("owners"), onDemand(owners));
        out.put(StringValue.of("reachable"), onDemand(reachable));
        out.put(StringValue.of("networks"), onDemand(networks));
        out.put(StringValue.of("secretReaders"), onDemand(secretReaders));
        out.put(StringValue.of("hostConflicts"), onDemand(hostConflicts));
        out.put(StringValue.of("deliveries"), onDemand(deliveries));
        out.put(StringValue.of("databasePaths"), onDemand(databasePaths));
        Value known = before == null ? null : crossingsOf(before);
        boolean same = before != null && before.facts.crossings() == crossings;
        out.put(
            StringValue.of("crossings"),
            same && known != null ? known : RecordValues.toValue(crossings));
      }
    }
    return out;
  }

  private static @Nullable Value crossingsOf(PlatformData data) {
    return data.platform.get(FACTS) instanceof ObjectValue known ? known.get("crossings") : null;
  }

  private static Value onDemand(Map<String, ?> map) {
    return ObjectValue.wrap(map.isEmpty() ? Map.of() : new ConvertedOnDemand(map));
  }

  private static <T> ObjectValue byName(
      List<T> items, java.util.function.Function<T, String> name) {
    var out = new LinkedHashMap<Value, Value>();
    items.forEach(i -> out.put(StringValue.of(name.apply(i)), RecordValues.toValue(i)));
    return ObjectValue.wrap(out);
  }

  private static Map<Value, Value> fields(Record record) {
    return RecordValues.fields(record);
  }

  /** Tenants and the platform, as the subjects of the controls that look at them. */
  List<Subject> platformSubjects() {
    var out = new ArrayList<Subject>();
    Platform declared = snapshot.platform();
    out.add(Subject.platform(declared, fields(declared)));
    for (Tenant tenant : declared.tenants()) {
      out.add(Subject.tenant(tenant, fields(tenant), declared));
    }
    return out;
  }
}

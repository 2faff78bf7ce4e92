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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot and its facts in the form that controls read: every entity with its kind and owner,
 * and {@code data.platform} with its indexes. Each entity is converted once and shared by all
 * indexes.
 */
final class PlatformData {
  private static final StringValue KIND = StringValue.of("kind");
  private static final StringValue OWNER = StringValue.of("owner");
  private static final StringValue TENANT = StringValue.of("tenant");
  private static final StringValue TIER = StringValue.of("tier");

  private final Snapshot snapshot;
  private final Facts facts;
  private final Map<String, String> tierOfTenant = new HashMap<>();
  private final List<ObjectValue> entities;
  private final ObjectValue platform;

  PlatformData(Snapshot snapshot, Facts facts, List<Waiver> waivers) {
    this.snapshot = snapshot;
    this.facts = facts;
    for (Tenant tenant : snapshot.platform().tenants()) {
      if (tenant.tier() != null) {
        tierOfTenant.put(tenant.id(), tenant.tier());
      }
    }
    this.entities = snapshot.entities().stream().map(this::entity).toList();
    this.platform = document(waivers);
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
    Map<Value, Value> fields = fields((Record) entity);
    fields.put(KIND, StringValue.of(entity.kind()));
    Facts.Owner owner = owner(entity);
    if (owner != null) {
      Map<Value, Value> ownerFields = fields(owner);
      String tier = tier(owner.tenant());
      if (tier != null) {
        ownerFields.put(TIER, StringValue.of(tier));
      }
      fields.put(OWNER, ObjectValue.wrap(ownerFields));
      if (owner.tenant() != null) {
        fields.put(TENANT, StringValue.of(owner.tenant()));
      }
    }
    return ObjectValue.wrap(fields);
  }

  private ObjectValue document(List<Waiver> waivers) {
    Platform declared = snapshot.platform();
    Map<Value, Value> out = fields(declared);
    out.put(StringValue.of("tenants"), byName(declared.tenants(), Tenant::id));
    out.put(StringValue.of("tiers"), byName(declared.tiers(), Platform.Tier::name));
    out.put(StringValue.of("facts"), RecordValues.toValue(facts));
    out.put(
        StringValue.of("waivers"),
        ArrayValue.of(waivers.stream().map(RecordValues::toValue).toList()));
    var byId = new LinkedHashMap<Value, Value>(entities.size() * 2);
    var byKind = new LinkedHashMap<String, Map<Value, Value>>();
    var byNamespace = new LinkedHashMap<String, Map<String, Map<Value, Value>>>();
    for (int i = 0; i < entities.size(); i++) {
      Entity entity = snapshot.entities().get(i);
      Value id = StringValue.of(entity.meta().id());
      Value value = entities.get(i);
      byId.put(id, value);
      byKind.computeIfAbsent(entity.kind(), k -> new LinkedHashMap<>()).put(id, value);
      String namespace = entity.meta().namespace();
      if (namespace != null) {
        byNamespace
            .computeIfAbsent(namespace, k -> new LinkedHashMap<>())
            .computeIfAbsent(entity.kind(), k -> new LinkedHashMap<>())
            .put(id, value);
      }
    }
    out.put(StringValue.of("entities"), ObjectValue.wrap(byId));
    out.put(StringValue.of("kinds"), nested(byKind));
    var namespaces = new LinkedHashMap<Value, Value>();
    byNamespace.forEach((name, kinds) -> namespaces.put(StringValue.of(name), nested(kinds)));
    out.put(StringValue.of("namespaces"), ObjectValue.wrap(namespaces));
    return ObjectValue.wrap(out);
  }

  private static ObjectValue nested(Map<String, Map<Value, Value>> maps) {
    var out = new LinkedHashMap<Value, Value>();
    maps.forEach((name, entries) -> out.put(StringValue.of(name), ObjectValue.wrap(entries)));
    return ObjectValue.wrap(out);
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

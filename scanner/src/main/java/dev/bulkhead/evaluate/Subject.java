package dev.bulkhead.evaluate;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Source;
import dev.bulkhead.model.Span;
import dev.bulkhead.model.Tenant;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.RecordValues;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a control judges: an entity, a tenant, or the platform.
 *
 * @param ordinal the entity's place in the snapshot; -1 for tenants and the platform
 * @param pointer of the subject in its document, beyond the source's own pointer
 */
record Subject(
    String id,
    String kind,
    String resourceKind,
    String name,
    @Nullable String namespace,
    @Nullable String tenant,
    @Nullable String tier,
    Source source,
    String pointer,
    int ordinal,
    ObjectValue input) {

  static final String PLATFORM_FILE = "bulkhead.yaml";

  static Subject of(Entity entity, int ordinal, PlatformData data) {
    var owner = data.owner(entity);
    String tenant = owner == null ? null : owner.tenant();
    var meta = entity.meta();
    return new Subject(
        meta.id(),
        entity.kind(),
        meta.resourceKind(),
        meta.name(),
        meta.namespace(),
        tenant,
        data.tier(tenant),
        meta.source(),
        "",
        ordinal,
        data.entities().get(ordinal));
  }

  static Subject platform(Platform platform, Map<Value, Value> fields) {
    return declared(
        "Platform/_/" + platform.name(),
        "Platform",
        platform.name(),
        null,
        null,
        platform,
        "",
        fields);
  }

  static Subject tenant(Tenant tenant, Map<Value, Value> fields, Platform platform) {
    String pointer = tenant.pointer() == null ? "" : tenant.pointer();
    return declared(
        "Tenant/_/" + tenant.id(),
        "Tenant",
        tenant.id(),
        tenant.id(),
        tenant.tier(),
        platform,
        pointer,
        fields);
  }

  private static Subject declared(
      String id,
      String kind,
      String name,
      @Nullable String tenant,
      @Nullable String tier,
      Platform platform,
      String pointer,
      Map<Value, Value> fields) {
    Source source =
        platform.source() == null
            ? new Source(PLATFORM_FILE, 0, "", new Span(1, 1, 1, 1), "inferred", null)
            : platform.source();
    fields.put(StringValue.of("kind"), StringValue.of(kind));
    fields.put(
        StringValue.of("meta"),
        RecordValues.toValue(
            Map.of("id", id, "name", name, "resourceKind", kind, "source", source)));
    if (tenant != null) {
      fields.put(StringValue.of("tenant"), StringValue.of(tenant));
    }
    return new Subject(
        id, kind, kind, name, null, tenant, tier, source, pointer, -1, ObjectValue.wrap(fields));
  }
}

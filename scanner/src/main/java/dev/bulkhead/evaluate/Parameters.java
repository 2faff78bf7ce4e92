package dev.bulkhead.evaluate;

import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Tenant;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.RecordValues;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tunables of controls: their defaults, over them the platform's, the tier's and the tenant's
 * own.
 */
final class Parameters {
  private final Map<Value, Value> common = new HashMap<>();
  private final Map<String, Map<String, Object>> ofTier = new HashMap<>();
  private final Map<String, Tenant> tenants = new HashMap<>();
  private final ObjectValue ofNobody;
  private final Map<String, ObjectValue> ofTenant = new ConcurrentHashMap<>();

  Parameters(List<Control> controls, Platform platform) {
    for (Control control : controls) {
      control
          .parameters()
          .forEach((name, p) ->
              common.put(StringValue.of(name), RecordValues.toValue(p.defaultValue())));
    }
    put(common, platform.parameters());
    platform.tiers().forEach(t -> ofTier.put(t.name(), t.parameters()));
    platform.tenants().forEach(t -> tenants.put(t.id(), t));
    this.ofNobody = ObjectValue.of(common);
  }

  private static void put(Map<Value, Value> out, Map<String, Object> parameters) {
    parameters.forEach((k, v) -> out.put(StringValue.of(k), RecordValues.toValue(v)));
  }

  /**
   * What {@code data.parameters} is for entities of a tenant, or of none. Equal for tenants without
   * settings of their own.
   */
  ObjectValue of(@Nullable String tenant) {
    Tenant declared = tenant == null ? null : tenants.get(tenant);
    if (declared == null) {
      return ofNobody;
    }
    return ofTenant.computeIfAbsent(declared.id(), id -> of(declared));
  }

  private ObjectValue of(Tenant declared) {
    Map<Value, Value> out = new HashMap<>(common);
    if (declared.tier() != null) {
      put(out, ofTier.getOrDefault(declared.tier(), Map.of()));
    }
    put(out, declared.parameters());
    return ObjectValue.wrap(out);
  }
}

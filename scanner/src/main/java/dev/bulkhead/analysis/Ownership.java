package dev.bulkhead.analysis;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts.Owner;
import dev.bulkhead.model.Meta;
import dev.bulkhead.model.Namespace;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who owns what: by the platform file's holdings first, then by tenant labels of the object or its
 * namespace. The reason is kept, since an auditor asks for it.
 */
public final class Ownership {
  /** Labels that commonly name a tenant, the project's own first. */
  public static final List<String> TENANT_LABELS =
      List.of("bulkhead.dev/tenant", "capsule.clastix.io/tenant", "tenant");

  private static final List<String> ENVIRONMENT_LABELS =
      List.of("bulkhead.dev/environment", "environment", "env");

  private final Platform platform;
  private final Map<String, Tenant> tenants = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> namespaceLabels = new HashMap<>();
  private final Map<String, Owner> ofNamespace = new HashMap<>();

  private Ownership(Snapshot snapshot) {
    this.platform = snapshot.platform();
    platform.tenants().forEach(t -> tenants.put(t.id(), t));
    for (Entity e : snapshot.entities()) {
      if (e instanceof Namespace n) {
        namespaceLabels.put(n.meta().name(), n.meta().labels());
      }
    }
  }

  /** Owners by entity id. */
  public static Map<String, Owner> of(Snapshot snapshot) {
    var ownership = new Ownership(snapshot);
    var out = new LinkedHashMap<String, Owner>();
    for (Entity e : snapshot.entities()) {
      out.put(e.meta().id(), ownership.owner(e));
    }
    return out;
  }

  private Owner owner(Entity entity) {
    Meta meta = entity.meta();
    String namespace = entity instanceof Namespace ? meta.name() : meta.namespace();
    Owner byFile = byFile(meta.source().uri());
    if (namespace == null) {
      Owner byLabel = byLabel(meta.labels(), "its label");
      return byLabel != null
          ? byLabel
          : byFile != null ? byFile : nobody("it has no namespace, and no holding names it");
    }
    Owner own = entity instanceof Namespace ? null : byLabel(meta.labels(), "its label");
    Owner home = ofNamespace.computeIfAbsent(namespace, this::namespace);
    return own == null || own.tenant() == null || own.tenant().equals(home.tenant())
        ? home
        : claimed(home, own);
  }

  /**
   * An object whose own label names another tenant than its namespace's: the namespace decides, the
   * claim is kept.
   */
  private static Owner claimed(Owner home, Owner own) {
    if (home.tenant() == null && home.shared() == null) {
      return own;
    }
    Set<String> claims = new LinkedHashSet<>(home.claims());
    claims.addAll(own.claims());
    return new Owner(
        home.tenant(), home.shared(), home.environment(), home.because(), List.copyOf(claims));
  }

  private Owner namespace(String name) {
    var claims = new ArrayList<String>();
    for (Tenant tenant : tenants.values()) {
      if (tenant.owns().namespaces().stream().anyMatch(p -> Globs.matches(p, name))) {
        claims.add(tenant.id());
      }
    }
    String environment = environment(name);
    if (!claims.isEmpty()) {
      String because =
          "the platform says that namespace " + name + " belongs to " + claims.getFirst();
      return new Owner(
          claims.getFirst(), null, environmentOr(claims.getFirst(), environment), because, claims);
    }
    for (Platform.SharedService service : platform.shared()) {
      if (service.owns().namespaces().stream().anyMatch(p -> Globs.matches(p, name))) {
        return new Owner(
            null,
            service.name(),
            environment,
            "the platform says that namespace " + name + " is the shared service " + service.name(),
            List.of());
      }
    }
    Owner byLabel =
        byLabel(namespaceLabels.getOrDefault(name, Map.of()), "the label of namespace " + name);
    if (byLabel != null) {
      return byLabel;
    }
    if (SystemNamespaces.contains(name)) {
      return new Owner(
          null,
          name,
          environment,
          "namespace " + name + " is a system namespace by its name",
          List.of());
    }
    return nobody("no holding, label or shared service names namespace " + name);
  }

  private @Nullable Owner byLabel(Map<String, String> labels, String what) {
    for (String label : TENANT_LABELS) {
      String id = labels.get(label);
      if (id != null && !id.isEmpty() && (tenants.containsKey(id) || !label.equals("tenant"))) {
        return new Owner(
            id,
            null,
            environmentOr(id, environmentLabel(labels)),
            what + " " + label + " names " + id,
            List.of(id));
      }
    }
    return null;
  }

  private @Nullable Owner byFile(String uri) {
    for (Tenant tenant : tenants.values()) {
      for (String pattern : tenant.owns().files()) {
        if (Globs.matches(pattern, uri)) {
          return new Owner(
              tenant.id(),
              null,
              tenant.environment(),
              "the platform says that " + pattern + " belongs to " + tenant.id(),
              List.of(tenant.id()));
        }
      }
    }
    return null;
  }

  private @Nullable String environmentOr(String tenant, @Nullable String environment) {
    Tenant declared = tenants.get(tenant);
    return environment != null || declared == null ? environment : declared.environment();
  }

  private @Nullable String environment(String namespace) {
    return environmentLabel(namespaceLabels.getOrDefault(namespace, Map.of()));
  }

  private static @Nullable String environmentLabel(Map<String, String> labels) {
    for (String label : ENVIRONMENT_LABELS) {
      String value = labels.get(label);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static Owner nobody(String because) {
    return new Owner(null, null, null, because, List.of());
  }
}

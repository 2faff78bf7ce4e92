package dev.bulkhead.analysis;

import dev.bulkhead.model.Cache;
import dev.bulkhead.model.DatabaseRole;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts.Owner;
import dev.bulkhead.model.Meta;
import dev.bulkhead.model.Namespace;
import dev.bulkhead.model.OdooInstance;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Route;
import dev.bulkhead.model.Setting;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Source;
import dev.bulkhead.model.Tenant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
  private final Map<String, Owner> ofNamespace = new ConcurrentHashMap<>();
  private final PatternIndex<Tenant> tenantsByNamespace = new PatternIndex<>();
  private final PatternIndex<Tenant> tenantsByFile = new PatternIndex<>();

  Ownership(Snapshot snapshot) {
    this.platform = snapshot.platform();
    for (Tenant tenant : platform.tenants()) {
      tenants.put(tenant.id(), tenant);
      tenant.owns().namespaces().forEach(p -> tenantsByNamespace.add(p, tenant));
      tenant.owns().files().forEach(p -> tenantsByFile.add(p, tenant));
    }
    for (Entity e : snapshot.entities()) {
      if (e instanceof Namespace n) {
        namespaceLabels.put(n.meta().name(), n.meta().labels());
      }
    }
  }

  /** Owners by entity id. */
  Map<String, Owner> all(Snapshot snapshot) {
    var out = new LinkedHashMap<String, Owner>();
    for (Entity e : snapshot.entities()) {
      out.put(e.meta().id(), owner(e));
    }
    return out;
  }

  /** The owner of an entity of this snapshot, or of one that would come to it. */
  Owner owner(Entity entity) {
    Meta meta = entity.meta();
    String namespace = entity instanceof Namespace ? meta.name() : meta.namespace();
    if (namespace == null) {
      return Stream.<Supplier<@Nullable Owner>>of(
              () -> byLabel(meta.labels(), "its label"),
              () -> ofTenant(byFile(meta.source().uri())),
              () -> byHolding(entity),
              () -> byFile(meta.source().uri()))
          .map(Supplier::get)
          .filter(Objects::nonNull)
          .findFirst()
          .orElseGet(() -> nobody("it has no namespace, and no holding names it"));
    }
    Owner own = entity instanceof Namespace ? null : byLabel(meta.labels(), "its label");
    Owner home = ofNamespace.computeIfAbsent(namespace, this::namespace);
    return own == null || own.tenant() == null || own.tenant().equals(home.tenant())
        ? home
        : claimed(home, own);
  }

  /** The tenant of a namespace, seen or not. */
  @Nullable String tenantOf(String namespace) {
    return ofNamespace.computeIfAbsent(namespace, this::namespace).tenant();
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
    List<String> claims =
        tenantsByNamespace.matches(name).stream().map(m -> m.value().id()).distinct().toList();
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

  /** By the hosts of a route, the name of a cache or the database of an Odoo instance. */
  private @Nullable Owner byHolding(Entity entity) {
    return switch (entity) {
      case Route r ->
          held(
              r.rules().stream().flatMap(rule -> rule.hosts().stream()).distinct().toList(),
              Tenant.Holdings::hosts,
              "host");
      case Cache c -> held(List.of(c.meta().name()), Tenant.Holdings::caches, "cache");
      case DatabaseRole r -> held(List.of(r.meta().name()), Tenant.Holdings::roles, "role");
      case OdooInstance o -> {
        Setting database = o.options().get("db_name");
        String name = database == null ? null : database.value();
        yield held(
            name == null ? List.of() : List.of(name.split("\\s*,\\s*", -1)),
            Tenant.Holdings::databases,
            "database");
      }
      default -> null;
    };
  }

  /** The tenants whose holdings name any of these; several of them are claims. */
  private @Nullable Owner held(
      List<String> names, Function<Tenant.Holdings, List<String>> holding, String what) {
    var claims = new LinkedHashMap<String, String>();
    for (Tenant tenant : tenants.values()) {
      for (String name : names) {
        if (holding.apply(tenant.owns()).stream().anyMatch(p -> Globs.matches(p, name))) {
          claims.putIfAbsent(tenant.id(), name);
        }
      }
    }
    if (claims.isEmpty()) {
      return null;
    }
    var first = claims.firstEntry();
    return new Owner(
        first.getKey(),
        null,
        environmentOr(first.getKey(), null),
        "the platform says that " + what + " " + first.getValue() + " belongs to " + first.getKey(),
        List.copyOf(claims.keySet()));
  }

  /**
   * A file of one tenant that names what another holds is a finding, and no change of its owner; in
   * a file of a shared service the holding tells whose it is.
   */
  private static @Nullable Owner ofTenant(@Nullable Owner owner) {
    return owner == null || owner.tenant() == null ? null : owner;
  }

  /** Files are named from the platform file's own folder, or from the root of the scan. */
  private @Nullable Owner byFile(String uri) {
    Source declared = platform.source();
    String folder =
        declared == null ? "" : declared.uri().substring(0, declared.uri().lastIndexOf('/') + 1);
    Owner near =
        folder.isEmpty() || !uri.startsWith(folder) ? null : byPath(uri.substring(folder.length()));
    return near == null ? byPath(uri) : near;
  }

  private @Nullable Owner byPath(String uri) {
    var matches = tenantsByFile.matches(uri);
    if (!matches.isEmpty()) {
      Tenant tenant = matches.getFirst().value();
      return new Owner(
          tenant.id(),
          null,
          tenant.environment(),
          "the platform says that " + matches.getFirst().pattern() + " belongs to " + tenant.id(),
          List.of(tenant.id()));
    }
    for (Platform.SharedService service : platform.shared()) {
      String pattern = matching(service.owns().files(), uri);
      if (pattern != null) {
        return new Owner(
            null,
            service.name(),
            null,
            "the platform says that " + pattern + " is of the shared service " + service.name(),
            List.of());
      }
    }
    return null;
  }

  private static @Nullable String matching(List<String> patterns, String name) {
    return patterns.stream().filter(p -> Globs.matches(p, name)).findFirst().orElse(null);
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

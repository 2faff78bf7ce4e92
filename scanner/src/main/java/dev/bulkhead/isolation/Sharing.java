package dev.bulkhead.isolation;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who shares what belongs to no tenant. A server that a tenant has of its own stands in for the
 * shared one; of everything else, such as cluster-wide roles, all tenants are concerned.
 */
final class Sharing {
  /** Kinds of which one's own replaces the shared one. */
  private static final Set<String> SERVERS =
      Set.of(
          "Cache", "ConnectionPooler", "DatabaseServer", "HostBasedAuthentication", "OdooInstance");

  private final Assessment assessment;
  private final List<String> tenants;
  private final Map<String, Set<String>> owners = new HashMap<>();
  private final Map<String, List<String>> sharing = new HashMap<>();

  Sharing(Assessment assessment, List<String> tenants) {
    this.assessment = assessment;
    this.tenants = tenants;
    for (Entity entity : assessment.snapshot().entities()) {
      if (SERVERS.contains(entity.kind())) {
        String tenant = owner(entity);
        if (tenant != null) {
          owners.computeIfAbsent(entity.kind(), k -> new HashSet<>()).add(tenant);
        }
      }
    }
  }

  /** The tenant that an entity belongs to. */
  @Nullable String owner(Entity entity) {
    Facts.Owner owner = assessment.facts().owners().get(entity.meta().id());
    return owner == null ? null : owner.tenant();
  }

  /** The entity's kind; of tenants and the platform itself what their ids begin with. */
  String kind(String id) {
    int ordinal = assessment.snapshot().ordinal(id);
    return ordinal < 0
        ? id.substring(0, Math.max(0, id.indexOf('/')))
        : assessment.snapshot().entities().get(ordinal).kind();
  }

  boolean shares(String tenant, String kind) {
    return !owners.getOrDefault(kind, Set.of()).contains(tenant);
  }

  /** Tenants that share what is nobody's and of this kind. */
  List<String> sharing(String kind) {
    return owners.containsKey(kind)
        ? sharing.computeIfAbsent(kind, k -> tenants.stream().filter(t -> shares(t, k)).toList())
        : List.of(Facts.ANY);
  }
}

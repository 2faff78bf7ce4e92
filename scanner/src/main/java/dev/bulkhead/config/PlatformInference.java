package dev.bulkhead.config;

import dev.bulkhead.analysis.Ownership;
import dev.bulkhead.analysis.SystemNamespaces;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Namespace;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A platform where none is declared: tenants from tenant labels of namespaces; where no namespace
 * has one, each namespace that is no system namespace is a tenant.
 */
public final class PlatformInference {
  private PlatformInference() {}

  public static Platform infer(List<Entity> entities) {
    var namespaces = new TreeSet<String>();
    Map<String, List<String>> labelled = new TreeMap<>();
    for (Entity e : entities) {
      String namespace = e instanceof Namespace ? e.meta().name() : e.meta().namespace();
      if (namespace != null && isName(namespace)) {
        namespaces.add(namespace);
      }
      if (e instanceof Namespace n) {
        for (String label : Ownership.TENANT_LABELS) {
          String tenant = n.meta().labels().get(label);
          if (tenant != null && !tenant.isEmpty()) {
            labelled.computeIfAbsent(tenant, t -> new ArrayList<>()).add(n.meta().name());
            break;
          }
        }
      }
    }
    List<Tenant> tenants = new ArrayList<>();
    if (labelled.isEmpty()) {
      namespaces.stream()
          .filter(n -> !SystemNamespaces.contains(n) && !n.equals("default"))
          .forEach(n -> tenants.add(tenant(n, List.of(n))));
    } else {
      labelled.forEach((id, own) -> tenants.add(tenant(id, own)));
    }
    return new Platform(
        "platform",
        false,
        "partial",
        null,
        tenants,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        null);
  }

  /** What Kubernetes takes for a namespace's name; others are placeholders of some tool. */
  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  }

  private static Tenant tenant(String id, List<String> namespaces) {
    return new Tenant(
        id,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        new Tenant.Holdings(
            namespaces,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()),
        Map.of(),
        true,
        null,
        null);
  }
}

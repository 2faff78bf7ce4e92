package dev.bulkhead.config;

import dev.bulkhead.analysis.SystemNamespaces;
import dev.bulkhead.model.Container;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Image;
import dev.bulkhead.model.OdooInstance;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Route;
import dev.bulkhead.model.Setting;
import dev.bulkhead.model.Tenant;
import dev.bulkhead.model.Workload;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A first platform file from what there is: tenants with their namespaces, hosts and databases, the
 * namespaces that serve all of them, the registries in use. Names come from the input and are
 * written so that they stay names.
 */
public final class PlatformProposal {
  /** What YAML 1.1 readers take for something else than text. */
  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  private final List<Entity> entities;
  private final Platform inferred;
  private final Map<String, String> tenantOf = new HashMap<>();
  private final StringBuilder out = new StringBuilder();

  private PlatformProposal(List<Entity> entities) {
    this.entities = entities;
    this.inferred = PlatformInference.infer(entities);
    inferred
        .tenants()
        .forEach(t -> t.owns().namespaces().forEach(name -> tenantOf.put(name, t.id())));
  }

  /**
   * The file's text.
   *
   * @param platform its name
   */
  public static String of(String platform, List<Entity> entities) {
    return new PlatformProposal(entities).write(platform);
  }

  private String write(String platform) {
    line("# Proposed from what was found; check every line, and fill in what nobody can see.");
    line("# For completion in editors: bulkhead schema platform > bulkhead.schema.json, and");
    line("# yaml-language-server: $schema=bulkhead.schema.json");
    line("platform: " + text(platform));
    line("# complete: the scanned files are the whole platform, so what is not there is missing");
    line("# partial: parts lie elsewhere");
    line("scope: partial");
    line("tiers:");
    line("  - name: shared");
    line("    # rpo: 4h");
    line("    # rto: 8h");
    line("    # retention: 30d");
    writeTenants();
    writeShared();
    Set<String> registries = registries();
    line("# registries that images come from here: " + commented(registries));
    line("# approvedRegistries: [registry.example.com/platform]");
    line("# breakGlassGroups: [platform-break-glass]");
    return out.toString();
  }

  private void writeTenants() {
    line(inferred.tenants().isEmpty() ? "tenants: []" : "tenants:");
    Map<String, Set<String>> hosts = onlyOnce(hosts());
    Map<String, Set<String>> databases = onlyOnce(databases());
    for (Tenant tenant : inferred.tenants()) {
      line("  - id: " + text(tenant.id()));
      line("    tier: shared");
      line("    # criticality, environment, regions, owner, rpo, rto, retention, complianceClass,");
      line("    # dataClassification, workloadBand: TEN-01 asks for them");
      line("    owns:");
      line("      namespaces: " + list(tenant.owns().namespaces()));
      holding("hosts", hosts.get(tenant.id()));
      holding("databases", databases.get(tenant.id()));
    }
  }

  private void holding(String name, @Nullable Set<String> values) {
    if (values != null && !values.isEmpty()) {
      line("      " + name + ": " + list(values));
    }
  }

  /** Namespaces of nobody: services that all tenants share, as far as can be seen. */
  private void writeShared() {
    Set<String> others = new TreeSet<>();
    for (Entity entity : entities) {
      String namespace = entity instanceof Workload ? entity.meta().namespace() : null;
      if (namespace != null
          && !tenantOf.containsKey(namespace)
          && !SystemNamespaces.contains(namespace)) {
        others.add(namespace);
      }
    }
    if (!others.isEmpty()) {
      line("shared:");
    }
    for (String namespace : others) {
      line("  - name: " + text(namespace));
      line(
          "    # role: ingress, pooler, postgresql, cache, observability, dns, ci, gitops, backup");
      line("    owns: {namespaces: " + list(List.of(namespace)) + "}");
    }
  }

  private Map<String, Set<String>> hosts() {
    Map<String, Set<String>> byTenant = new TreeMap<>();
    for (Entity entity : entities) {
      String tenant = tenantOf.get(String.valueOf(entity.meta().namespace()));
      if (tenant != null && entity instanceof Route route) {
        route
            .rules()
            .forEach(r -> byTenant.computeIfAbsent(tenant, t -> new TreeSet<>()).addAll(r.hosts()));
      }
    }
    return byTenant;
  }

  private Map<String, Set<String>> databases() {
    Map<String, Set<String>> byTenant = new TreeMap<>();
    for (Entity entity : entities) {
      String tenant = tenantOf.get(String.valueOf(entity.meta().namespace()));
      if (tenant != null && entity instanceof OdooInstance odoo) {
        Setting setting = odoo.options().get("db_name");
        String name = setting == null ? null : setting.value();
        // False is Odoo's word for none
        if (name != null && !name.isBlank() && !name.equalsIgnoreCase("false")) {
          byTenant.computeIfAbsent(tenant, t -> new TreeSet<>()).add(name.strip());
        }
      }
    }
    return byTenant;
  }

  /** Without what several tenants have: that is a finding, and no holding to propose. */
  private static Map<String, Set<String>> onlyOnce(Map<String, Set<String>> byTenant) {
    Map<String, Integer> uses = new HashMap<>();
    byTenant.values().forEach(set -> set.forEach(v -> uses.merge(v, 1, Integer::sum)));
    byTenant.values().forEach(set -> set.removeIf(v -> uses.getOrDefault(v, 0) > 1));
    return byTenant;
  }

  private Set<String> registries() {
    Set<String> registries = new TreeSet<>();
    for (Entity entity : entities) {
      if (entity instanceof Workload workload) {
        for (Container container : workload.pod().containers()) {
          Image image = container.image();
          if (image != null && image.resolved()) {
            registries.add(image.registry());
          }
        }
      }
    }
    return registries;
  }

  private static String list(Collection<String> values) {
    return "[" + String.join(", ", values.stream().map(PlatformProposal::text).toList()) + "]";
  }

  /** In quotes, which no line break ends. */
  private static String commented(Collection<String> values) {
    return values.isEmpty()
        ? "none seen"
        : String.join(", ", values.stream().map(PlatformProposal::text).toList());
  }

  /** A YAML scalar: plain where that is safe, else in double quotes (YAML 1.2.2, 7.3.1). */
  private static String text(String text) {
    boolean plain =
        !text.isEmpty()
            && isLetter(text.charAt(0))
            && text.chars()
                .allMatch(c -> isLetter(c) || (c >= '0' && c <= '9') || ".-_".indexOf(c) >= 0)
            && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    if (plain) {
      return text;
    }
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20 || c > 0x7e) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void line(String line) {
    out.append(line).append('\n');
  }
}

package dev.bulkhead.normalize.files;

import dev.bulkhead.model.Configuration;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Meta;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Plain;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.source.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Recognises YAML and JSON files that are no Kubernetes objects by what they hold: the keys that
 * the formats' own documentation requires, and the file's name where that is part of the format.
 */
public final class Configurations {

  /**
   * What a format looks like.
   *
   * @param path text that the file's path must contain or end with; empty = any
   * @param keys keys that the root must have
   */
  private record Shape(String type, String path, Set<String> keys) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape("github-workflow", ".github/workflows/", Set.of("jobs")),
          new Shape("gitlab-ci", ".gitlab-ci.yml", Set.of()),
          new Shape("terraform-plan", "", Set.of("terraform_version", "planned_values")),
          new Shape("terraform-plan", "", Set.of("terraform_version", "resource_changes")),
          new Shape("trivy-report", "", Set.of("SchemaVersion", "ArtifactName")),
          new Shape("grype-report", "", Set.of("matches", "descriptor")),
          new Shape("cyclonedx", "", Set.of("bomFormat", "specVersion")),
          new Shape("spdx", "", Set.of("spdxVersion", "SPDXID")),
          new Shape("prometheus", "", Set.of("scrape_configs")),
          new Shape("alertmanager", "", Set.of("route", "receivers")),
          new Shape("loki", "", Set.of("schema_config")),
          new Shape("vector", "", Set.of("sources", "sinks")),
          new Shape("keycloak-realm", "", Set.of("realm", "sslRequired")),
          new Shape("bucket-policy", "", Set.of("Version", "Statement")),
          new Shape("bucket-public-access", "", Set.of("PublicAccessBlockConfiguration")),
          new Shape("bucket-encryption", "", Set.of("ServerSideEncryptionConfiguration")),
          new Shape("bucket-replication", "", Set.of("ReplicationConfiguration")),
          new Shape("bucket-object-lock", "", Set.of("ObjectLockConfiguration")),
          new Shape("bucket-logging", "", Set.of("LoggingEnabled")),
          new Shape("governance", "", Set.of("attestations")),
          new Shape("governance", "", Set.of("integrations")),
          new Shape("governance", "", Set.of("controlOwners")),
          new Shape("governance", "", Set.of("governanceRoles")),
          new Shape("governance", "", Set.of("offboarding")));

  /** Lists that may hold a hundred thousand members and of which controls need the number. */
  private static final Map<String, Set<String>> COUNTED =
      Map.of(
          "cyclonedx", Set.of("components", "dependencies", "vulnerabilities"),
          "spdx", Set.of("packages", "files", "relationships", "hasExtractedLicensingInfos"));

  private Configurations() {}

  /** Adds the file's entity where it is of a known kind; whether it was. */
  public static boolean normalize(Kind kind, Sink sink) {
    if (!(kind.tree().node() instanceof Node.Mapping root)) {
      return false;
    }
    String type = type(root, kind.source().uri());
    if (type == null) {
      var quiet = new Tree(root, "", kind.source().uri(), new Unheard(sink));
      return BackupTools.barman(
          new Kind(kind.document(), quiet, "", kind.resourceKind(), kind.source(), kind.host()),
          sink);
    }
    String uri = kind.source().uri();
    String id =
        "Configuration/_/"
            + uri
            + (kind.source().document() == 0 ? "" : "#" + kind.source().document());
    var meta = new Meta(id, uri, null, null, type, Map.of(), Map.of(), kind.source());
    sink.add(new Configuration(meta, type, content(type, root)));
    return true;
  }

  /** Takes entities; that a document is not what it might have been is no gap. */
  private record Unheard(Sink sink) implements Sink {
    @Override
    public void add(Entity entity) {
      sink.add(entity);
    }

    @Override
    public void gap(Gap gap) {
      // see above
    }
  }

  private static @Nullable String type(Node.Mapping root, String uri) {
    // Before Prometheus, with which Promtail shares scrape_configs.
    if (root.get("clients") instanceof Node.Sequence && root.get("positions") != null) {
      return "promtail";
    }
    for (Shape shape : SHAPES) {
      if (uri.contains(shape.path) && shape.keys.stream().allMatch(k -> root.get(k) != null)) {
        return shape.type;
      }
    }
    if (ruleGroups(root)) {
      return "prometheus-rules";
    }
    if (root.get("Rules") instanceof Node.Sequence rules
        && rules.items().stream()
            .anyMatch(r -> r instanceof Node.Mapping m && m.get("Status") != null)) {
      return "bucket-lifecycle";
    }
    if (root.get("Status") instanceof Node.Scalar status
        && Set.of("Enabled", "Suspended").contains(status.text())
        && root.entries().size() <= 2) {
      return "bucket-versioning";
    }
    return null;
  }

  private static boolean ruleGroups(Node.Mapping root) {
    return root.get("groups") instanceof Node.Sequence groups
        && !groups.items().isEmpty()
        && groups.items().stream()
            .allMatch(g -> g instanceof Node.Mapping m && m.get("rules") instanceof Node.Sequence);
  }

  private static Map<String, Object> content(String type, Node.Mapping root) {
    Set<String> counted = COUNTED.getOrDefault(type, Set.of());
    var out = new LinkedHashMap<String, Object>();
    for (Node.Entry entry : root.entries()) {
      String key = entry.key().text();
      if (counted.contains(key) && entry.value() instanceof Node.Sequence list) {
        out.put(key, (long) list.items().size());
      } else if (type.equals("trivy-report") && key.equals("Results")) {
        out.put("severities", severities(entry.value(), "Vulnerabilities", "Severity"));
      } else if (type.equals("grype-report") && key.equals("matches")) {
        out.put("severities", grype(entry.value()));
      } else {
        Object value = Plain.of(key, entry.value());
        if (value != null) {
          out.put(key, value);
        }
      }
    }
    return out;
  }

  private static Map<String, Long> severities(Node results, String list, String field) {
    var found = new ArrayList<Node>();
    if (results instanceof Node.Sequence all) {
      for (Node result : all.items()) {
        if (result instanceof Node.Mapping m && m.get(list) instanceof Node.Sequence s) {
          found.addAll(s.items());
        }
      }
    }
    return count(found.stream().map(n -> text(n, field)).toList());
  }

  private static Map<String, Long> grype(Node matches) {
    var found = new ArrayList<String>();
    if (matches instanceof Node.Sequence all) {
      for (Node match : all.items()) {
        if (match instanceof Node.Mapping m) {
          found.add(text(m.get("vulnerability"), "severity"));
        }
      }
    }
    return count(found);
  }

  private static String text(@Nullable Node node, String field) {
    return node instanceof Node.Mapping m && m.get(field) instanceof Node.Scalar s ? s.text() : "";
  }

  private static Map<String, Long> count(List<String> severities) {
    var out = new TreeMap<String, Long>();
    for (String severity : severities) {
      out.merge(severity.isEmpty() ? "UNKNOWN" : severity.toUpperCase(Locale.ROOT), 1L, Long::sum);
    }
    return out;
  }
}

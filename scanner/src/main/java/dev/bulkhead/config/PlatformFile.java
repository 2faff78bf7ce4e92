package dev.bulkhead.config;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Source;
import dev.bulkhead.model.Tenant;
import dev.bulkhead.normalize.Plain;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.source.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code bulkhead.yaml}. Every mistake is reported with its place; unknown keys with what was
 * probably meant.
 */
public final class PlatformFile {
  private static final Set<String> TOP =
      Set.of(
          "platform",
          "scope",
          "kubernetesVersion",
          "tenants",
          "tiers",
          "shared",
          "approvedRegistries",
          "approvedIssuers",
          "approvedExtensions",
          "breakGlassGroups",
          "secretReaders",
          "parameters");
  private static final Set<String> TENANT =
      Set.of(
          "id",
          "name",
          "tier",
          "criticality",
          "environment",
          "regions",
          "owner",
          "rpo",
          "rto",
          "retention",
          "complianceClass",
          "dataClassification",
          "workloadBand",
          "criteria",
          "owns",
          "parameters");
  private static final Set<String> TIER =
      Set.of("name", "isolation", "rpo", "rto", "retention", "parameters");
  private static final Set<String> SHARED = Set.of("name", "role", "owns");
  private static final Set<String> HOLDINGS =
      Set.of("namespaces", "hosts", "databases", "roles", "caches", "buckets", "backups", "files");

  private final Document document;
  private final List<Gap> problems = new ArrayList<>();

  private PlatformFile(Document document) {
    this.document = document;
  }

  /** The platform, and what is wrong with the file. */
  public record Result(Platform platform, List<Gap> problems) {}

  public static Result read(Document document) {
    var reader = new PlatformFile(document);
    return new Result(reader.platform(), reader.problems);
  }

  private Platform platform() {
    Sink sink =
        new Sink() {
          @Override
          public void add(dev.bulkhead.model.Entity entity) {
            throw new IllegalStateException("the platform file defines no entities");
          }

          @Override
          public void gap(Gap gap) {
            problems.add(gap);
          }
        };
    var root = new Tree(document.root(), "", document.file().uri(), sink);
    checkKeys(root, TOP);
    String scope = root.at("scope").text("complete");
    if (!scope.equals("complete") && !scope.equals("partial")) {
      problem(root.at("scope"), "scope must be complete or partial, not \"" + scope + "\"", null);
    }
    var source =
        new Source(
            document.file().uri(),
            document.index(),
            "",
            document.root().span(),
            document.collector(),
            null);
    return new Platform(
        root.at("platform").text("platform"),
        true,
        scope,
        root.at("kubernetesVersion").text(),
        root.at("tenants").items().stream().map(t -> tenant(t, source)).toList(),
        root.at("tiers").items().stream().map(this::tier).toList(),
        root.at("shared").items().stream().map(this::shared).toList(),
        root.at("approvedRegistries").texts(),
        root.at("approvedIssuers").texts(),
        root.at("approvedExtensions").texts(),
        root.at("breakGlassGroups").texts(),
        root.at("secretReaders").texts(),
        parameters(root),
        source);
  }

  private static Map<String, Object> parameters(Tree tree) {
    return Plain.map(tree.at("parameters").node());
  }

  private Tenant tenant(Tree t, Source source) {
    checkKeys(t, TENANT);
    String id = t.at("id").text("");
    if (id.isEmpty()) {
      problem(t, "a tenant needs an id", null);
    }
    return new Tenant(
        id,
        t.at("name").text(),
        t.at("tier").text(),
        t.at("criticality").text(),
        t.at("environment").text(),
        t.at("regions").texts(),
        t.at("owner").text(),
        t.at("rpo").text(),
        t.at("rto").text(),
        t.at("retention").text(),
        t.at("complianceClass").text(),
        t.at("dataClassification").text(),
        t.at("workloadBand").text(),
        t.at("criteria").texts(),
        holdings(t.at("owns")),
        parameters(t),
        false,
        source,
        t.pointer());
  }

  private Platform.Tier tier(Tree t) {
    checkKeys(t, TIER);
    return new Platform.Tier(
        t.at("name").text(""),
        t.at("isolation").text(t.at("name").text("")),
        t.at("rpo").text(),
        t.at("rto").text(),
        t.at("retention").text(),
        parameters(t));
  }

  private Platform.SharedService shared(Tree s) {
    checkKeys(s, SHARED);
    return new Platform.SharedService(
        s.at("name").text(""), s.at("role").text(""), holdings(s.at("owns")));
  }

  private Tenant.Holdings holdings(Tree h) {
    if (h.present()) {
      checkKeys(h, HOLDINGS);
    }
    return new Tenant.Holdings(
        h.at("namespaces").texts(),
        h.at("hosts").texts(),
        h.at("databases").texts(),
        h.at("roles").texts(),
        h.at("caches").texts(),
        h.at("buckets").texts(),
        h.at("backups").texts(),
        h.at("files").texts());
  }

  private void checkKeys(Tree tree, Set<String> known) {
    tree.entries()
        .forEach((key, value) -> {
          if (!known.contains(key)) {
            String near = nearest(key, known);
            problem(
                value,
                "unknown key \"" + key + "\"",
                near == null
                    ? "known keys: " + String.join(", ", known.stream().sorted().toList())
                    : "did you mean \"" + near + "\"?");
          }
        });
  }

  private void problem(Tree at, String message, @Nullable String hint) {
    problems.add(
        new Gap(
            "platform-file",
            true,
            document.file().uri(),
            at.span(document.root().span()),
            message,
            hint));
  }

  private static @Nullable String nearest(String key, Set<String> known) {
    String best = null;
    int distance = 3;
    for (String candidate : known.stream().sorted().toList()) {
      int d = distance(key, candidate);
      if (d < distance) {
        distance = d;
        best = candidate;
      }
    }
    return best;
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
        row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), change);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}

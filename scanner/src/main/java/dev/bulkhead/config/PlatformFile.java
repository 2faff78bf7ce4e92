package dev.bulkhead.config;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Source;
import dev.bulkhead.model.Tenant;
import dev.bulkhead.normalize.Plain;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.RecordValues;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import dev.bulkhead.source.Document;
import java.util.ArrayList;
import java.util.HashSet;
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
  private final KnownKeys keys;

  private PlatformFile(Document document) {
    this.document = document;
    this.keys = new KnownKeys(document, "platform-file");
  }

  /** The platform, and what is wrong with the file. */
  public record Result(Platform platform, List<Gap> problems) {}

  public static Result read(Document document) {
    var reader = new PlatformFile(document);
    return new Result(reader.platform(), reader.keys.problems());
  }

  private Platform platform() {
    var root = new Tree(document.root(), "", document.file().uri(), keys);
    keys.check(root, TOP);
    String scope = root.at("scope").text("complete");
    if (!scope.equals("complete") && !scope.equals("partial")) {
      keys.problem(
          root.at("scope"), "scope must be complete or partial, not \"" + scope + "\"", null);
    }
    var source =
        new Source(
            document.file().uri(),
            document.index(),
            "",
            document.root().span(),
            document.collector(),
            null);
    List<Tenant> tenants = root.at("tenants").items().stream().map(t -> tenant(t, source)).toList();
    List<Platform.Tier> tiers = root.at("tiers").items().stream().map(this::tier).toList();
    refuseTwice(tenants.stream().map(Tenant::id).toList(), root.at("tenants"), "id", "tenant");
    refuseTwice(tiers.stream().map(Platform.Tier::name).toList(), root.at("tiers"), "name", "tier");
    return new Platform(
        root.at("platform").text("platform"),
        true,
        scope,
        root.at("kubernetesVersion").text(),
        tenants,
        tiers,
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
    keys.check(t, TENANT);
    return new Tenant(
        required(t, "id", "a tenant"),
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
    keys.check(t, TIER);
    String name = required(t, "name", "a tier");
    return new Platform.Tier(
        name,
        t.at("isolation").text(name),
        t.at("rpo").text(),
        t.at("rto").text(),
        t.at("retention").text(),
        parameters(t));
  }

  private Platform.SharedService shared(Tree s) {
    keys.check(s, SHARED);
    return new Platform.SharedService(
        required(s, "name", "a shared service"), s.at("role").text(""), holdings(s.at("owns")));
  }

  private Tenant.Holdings holdings(Tree h) {
    keys.check(h, HOLDINGS);
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

  private String required(Tree t, String key, String what) {
    String value = t.at(key).text("");
    if (value.isBlank()) {
      keys.problem(t, what + " needs " + (key.equals("id") ? "an id" : "a " + key), null);
    }
    return value;
  }

  private void refuseTwice(List<String> names, Tree list, String key, String what) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isBlank() && !seen.add(names.get(i))) {
        Tree again = list.items().get(i).at(key);
        keys.problem(again, what + " \"" + names.get(i) + "\" stands here twice", null);
      }
    }
  }

  /**
   * What is wrong with the parameters of a platform file: names that no control has, values of
   * another type than the default's. Apart from reading, because it needs the controls.
   *
   * @param defaults the controls' parameters with their default values
   */
  public static List<Gap> checkParameters(Document document, Map<String, Value> defaults) {
    var keys = new KnownKeys(document, "platform-file");
    var root = new Tree(document.root(), "", document.file().uri(), keys);
    var places = new ArrayList<Tree>();
    places.add(root.at("parameters"));
    root.at("tiers").items().forEach(t -> places.add(t.at("parameters")));
    root.at("tenants").items().forEach(t -> places.add(t.at("parameters")));
    for (Tree parameters : places) {
      keys.check(parameters, defaults.keySet());
      Plain.map(parameters.node())
          .forEach((name, value) -> {
            Value normal = defaults.get(name);
            Value given = RecordValues.toValue(value);
            if (normal != null && !typeOf(normal).equals(typeOf(given))) {
              keys.problem(
                  parameters.at(name),
                  name + " should be " + typeOf(normal) + ", not " + typeOf(given),
                  "its default is " + normal);
            }
          });
    }
    return keys.problems();
  }

  private static String typeOf(Value value) {
    return switch (value) {
      case NullValue n -> "nothing";
      case BooleanValue b -> "true or false";
      case NumberValue n -> "a number";
      case StringValue t -> "text";
      case ArrayValue a -> "a list";
      case SetValue a -> "a list";
      case ObjectValue o -> "a mapping";
    };
  }
}

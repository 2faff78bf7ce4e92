package dev.bulkhead.rego.bundle;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle says of itself in its file {@code .manifest}.
 *
 * @param revision empty where there is none
 * @param roots the parts of {@code data} that belong to the bundle, as paths with slashes; the
 *     empty path is all of it
 * @param wasm the policies that are there in compiled form
 * @param metadata whatever the bundle's author added
 */
public record Manifest(
    String revision, List<String> roots, List<WasmEntry> wasm, ObjectValue metadata) {

  /** What a bundle without a manifest is taken for. */
  public static final Manifest NONE = new Manifest("", List.of(""), List.of(), ObjectValue.EMPTY);

  /**
   * A compiled policy.
   *
   * @param entrypoint the query that it answers, such as {@code authz/allow}
   * @param module the path of the WebAssembly file in the bundle
   */
  public record WasmEntry(String entrypoint, String module) {}

  static Manifest read(String file, Value document) throws BundleException {
    if (!(document instanceof ObjectValue fields)) {
      throw new BundleException(file + ": a manifest is an object");
    }
    checkVersions(file, fields);
    return new Manifest(
        text(file, fields, "revision", ""),
        roots(file, fields),
        wasm(file, fields),
        fields.get("metadata") instanceof ObjectValue o ? o : ObjectValue.EMPTY);
  }

  private static void checkVersions(String file, ObjectValue fields) throws BundleException {
    Value version = fields.get("rego_version");
    boolean known = version == null || version.equals(NumberValue.of(1));
    if (fields.get("file_rego_versions") instanceof ObjectValue versions) {
      known &= versions.entries().values().stream().allMatch(NumberValue.of(1)::equals);
    }
    if (!known) {
      throw new BundleException(
          file
              + ": only Rego v1 is supported; bring the policies to v1 (opa fmt --v0-v1) and build the bundle again");
    }
  }

  private static String text(String file, ObjectValue fields, String name, String otherwise)
      throws BundleException {
    Value value = fields.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof StringValue s) {
      return s.value();
    }
    throw new BundleException(file + ": " + name + " must be a string");
  }

  private static List<Value> items(String file, ObjectValue fields, String name)
      throws BundleException {
    @Nullable Value value = fields.get(name);
    var out = new ArrayList<Value>();
    if (value instanceof ArrayValue items) {
      items.forEach(out::add);
    } else if (value != null) {
      throw new BundleException(file + ": " + name + " must be an array");
    }
    return out;
  }

  private static List<String> roots(String file, ObjectValue fields) throws BundleException {
    if (fields.get("roots") == null) {
      return NONE.roots;
    }
    var out = new ArrayList<String>();
    for (Value item : items(file, fields, "roots")) {
      if (!(item instanceof StringValue s)) {
        throw new BundleException(file + ": roots must be strings");
      }
      String root = strip(s.value());
      for (String other : out) {
        if (below(root, other) || below(other, root)) {
          throw new BundleException(
              file + ": the roots \"" + other + "\" and \"" + root + "\" overlap");
        }
      }
      out.add(root);
    }
    return List.copyOf(out);
  }

  private static String strip(String root) {
    int from = 0;
    int to = root.length();
    while (from < to && root.charAt(from) == '/') {
      from++;
    }
    while (to > from && root.charAt(to - 1) == '/') {
      to--;
    }
    return root.substring(from, to);
  }

  private static boolean below(String path, String root) {
    return root.isEmpty() || path.equals(root) || path.startsWith(root + "/");
  }

  /** Whether a path below {@code data} belongs to the bundle. */
  boolean owns(String path) {
    return roots.stream().anyMatch(r -> below(path, r));
  }

  /** Whether a path below {@code data} leads to something that belongs to the bundle. */
  boolean leadsToRoot(String path) {
    return roots.stream().anyMatch(r -> below(/* path= */ r, /* root= */ path));
  }

  private static List<WasmEntry> wasm(String file, ObjectValue fields) throws BundleException {
    var out = new ArrayList<WasmEntry>();
    for (Value item : items(file, fields, "wasm")) {
      if (!(item instanceof ObjectValue entry)) {
        throw new BundleException(file + ": the entries of wasm must be objects");
      }
      out.add(
          new WasmEntry(
              text(file, entry, "entrypoint", ""), strip(text(file, entry, "module", ""))));
    }
    return List.copyOf(out);
  }
}

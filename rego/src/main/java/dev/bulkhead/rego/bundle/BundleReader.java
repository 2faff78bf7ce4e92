package dev.bulkhead.rego.bundle;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Parser;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a bundle of its files. */
final class BundleReader {
  private static final String MANIFEST = ".manifest";
  private static final String SIGNATURES = ".signatures.json";
  private static final String PATCH = "patch.json";
  private static final String WASM = "policy.wasm";

  private final String name;
  private final @Nullable Verification verification;

  BundleReader(String name, @Nullable Verification verification) {
    this.name = name;
    this.verification = verification;
  }

  /** Whether a file of a directory is one that bundles have; others are left alone. */
  static boolean belongs(String path) {
    String file = fileName(path);
    return path.equals(MANIFEST)
        || path.equals(SIGNATURES)
        || path.equals(PATCH)
        || file.equals(WASM)
        || file.endsWith(".rego")
        || isData(path);
  }

  /** Whether a file is a data document of a bundle: its name decides. */
  static boolean isData(String path) {
    String file = fileName(path);
    return file.equals("data.json") || file.equals("data.yaml") || file.equals("data.yml");
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  Bundle read(Map<String, byte[]> files) throws BundleException {
    verify(files);
    if (files.containsKey(PATCH)) {
      throw error("it is a delta bundle, which changes another; give the whole bundle");
    }
    byte[] described = files.get(MANIFEST);
    Manifest manifest =
        described == null
            ? Manifest.NONE
            : Manifest.read(label(MANIFEST), DocumentTree.parse(label(MANIFEST), described));
    var data = new DocumentTree();
    var sources = new LinkedHashMap<String, String>();
    var wasm = new LinkedHashMap<String, byte[]>();
    for (Map.Entry<String, byte[]> e : files.entrySet()) {
      String path = e.getKey();
      if (path.endsWith(".rego")) {
        sources.put(label(path), DocumentTree.text(label(path), e.getValue()));
      } else if (fileName(path).equals(WASM)) {
        wasm.put(path, e.getValue());
      } else if (isData(path)) {
        List<String> parts = List.of(path.split("/"));
        data.add(
            label(path),
            parts.subList(0, parts.size() - 1),
            DocumentTree.parse(label(path), e.getValue()));
      }
    }
    List<Module> modules = parse(sources);
    ObjectValue documents = data.value();
    checkRoots(manifest, modules, documents);
    return new Bundle(manifest, modules, documents, wasm);
  }

  private String label(String path) {
    return name.endsWith("/") ? name + path : name + "/" + path;
  }

  private BundleException error(String message) {
    return new BundleException(name + ": " + message);
  }

  private void verify(Map<String, byte[]> files) throws BundleException {
    byte[] signatures = files.get(SIGNATURES);
    if (verification == null) {
      return;
    }
    if (signatures == null) {
      throw error("it is not signed (no " + SIGNATURES + "), and a verification key was given");
    }
    var signed = new LinkedHashMap<>(files);
    signed.remove(SIGNATURES);
    try {
      Signatures.check(signatures, signed, verification);
    } catch (BundleException e) {
      throw error(e.getMessage());
    }
  }

  static List<Module> parse(Map<String, String> sources) {
    var modules = new ArrayList<Module>();
    var errors = new ArrayList<RegoError>();
    sources.forEach((file, text) -> {
      try {
        modules.add(Parser.parseModule(file, text));
      } catch (RegoException e) {
        errors.addAll(e.errors());
      }
    });
    if (!errors.isEmpty()) {
      throw new RegoException(errors);
    }
    return modules;
  }

  private void checkRoots(Manifest manifest, List<Module> modules, ObjectValue data)
      throws BundleException {
    for (Module module : modules) {
      String path = String.join("/", module.packagePath());
      if (!manifest.owns(path)) {
        throw error(
            "the roots of its manifest, "
                + manifest.roots()
                + ", do not hold package "
                + String.join(".", module.packagePath()));
      }
    }
    checkData(manifest, data, "");
  }

  private void checkData(Manifest manifest, Value data, String path) throws BundleException {
    if (manifest.owns(path)) {
      return;
    }
    if (!(data instanceof ObjectValue object) || !manifest.leadsToRoot(path)) {
      throw error(
          "the roots of its manifest, " + manifest.roots() + ", do not hold the data at " + path);
    }
    for (Map.Entry<Value, Value> e : object.entries().entrySet()) {
      String key = e.getKey() instanceof StringValue s ? s.value() : e.getKey().toString();
      checkData(manifest, e.getValue(), path.isEmpty() ? key : path + "/" + key);
    }
  }
}

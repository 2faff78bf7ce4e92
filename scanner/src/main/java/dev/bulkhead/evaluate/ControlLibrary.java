package dev.bulkhead.evaluate;

import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.syntax.Annotations;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.tool.Explainer;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The controls: Rego modules, compiled together, with what their METADATA says. The built-in ones
 * come with the program, others from directories.
 */
public final class ControlLibrary {
  private static final String RESOURCES = "bulkhead/policies/";
  private static final String PACKAGE = "bulkhead.controls.";

  private final CompiledPolicy policy;
  private final List<Control> controls;
  private final String digest;
  private final OnDemand<Explainer> explainer;
  private final Map<String, ControlQueries> queries = new ConcurrentHashMap<>();

  private ControlLibrary(CompiledPolicy policy, List<Control> controls, String digest) {
    this.policy = policy;
    this.controls = controls;
    this.digest = digest;
    this.explainer = new OnDemand<>(() -> new Explainer(policy.modules()));
  }

  public List<Control> controls() {
    return controls;
  }

  /** The control of an id; null where there is none. */
  public @Nullable Control control(String id) {
    return controls.stream().filter(c -> c.id().equals(id)).findFirst().orElse(null);
  }

  /** The control's queries, prepared at first use. */
  ControlQueries queries(Control control) {
    return queries.computeIfAbsent(control.id(), id -> new ControlQueries(policy, control));
  }

  /** Tells why controls gave what they gave; made at first use. */
  Explainer explainer() {
    return explainer.get();
  }

  /** SHA-256 over all sources, in the order of their names. */
  public String digest() {
    return digest;
  }

  /**
   * Loads the built-in controls, and those of further directories.
   *
   * @throws IOException where a file cannot be read
   * @throws RegoException where a module does not compile, or a control's METADATA is not complete
   */
  public static ControlLibrary load(List<Path> directories) throws IOException {
    Map<String, String> sources = new TreeMap<>(builtIn());
    for (Path directory : directories) {
      sources.putAll(directory(directory));
    }
    MessageDigest sha = Fingerprint.newDigest();
    Rego.Compiler compiler = Rego.compiler().grant(Capability.CLOCK);
    sources.forEach((name, source) -> {
      sha.update(name.getBytes(StandardCharsets.UTF_8));
      sha.update(source.getBytes(StandardCharsets.UTF_8));
      compiler.module(name, source);
    });
    CompiledPolicy policy =
        directories.isEmpty() ? compiler.trusted().compile() : compiler.compile();
    return new ControlLibrary(policy, controls(policy), HexFormat.of().formatHex(sha.digest()));
  }

  /**
   * The helpers that controls use, {@code bulkhead.lib.*}, by file name.
   *
   * @throws IOException where they cannot be read
   */
  public static Map<String, String> helpers() throws IOException {
    var out = new TreeMap<String, String>();
    builtIn()
        .forEach((name, source) -> {
          if (name.startsWith("lib/")) {
            out.put(name, source);
          }
        });
    return out;
  }

  private static List<Control> controls(CompiledPolicy policy) {
    var out = new ArrayList<Control>();
    for (Module module : policy.modules()) {
      String path = String.join(".", module.packagePath());
      if (!path.startsWith(PACKAGE)) {
        continue;
      }
      Annotations annotations =
          module.annotations().stream()
              .filter(a -> a.scope() == Annotations.Scope.PACKAGE)
              .findFirst()
              .orElseThrow(() ->
                  RegoException.of(
                      "control_metadata_error",
                      "a control needs METADATA of its package",
                      module.packageLocation()));
      out.add(ControlMetadata.read(module, annotations));
    }
    out.sort(Comparator.comparing(Control::id));
    return List.copyOf(out);
  }

  private static Map<String, String> directory(Path directory) throws IOException {
    var out = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.toString();
        if (name.endsWith(".rego") && !name.endsWith("_test.rego")) {
          out.put(name, Files.readString(file));
        }
      }
    }
    return out;
  }

  private static Map<String, String> builtIn() throws IOException {
    URL url = ControlLibrary.class.getClassLoader().getResource(RESOURCES + "lib");
    if (url == null) {
      throw new IOException("the built-in controls are missing from this build");
    }
    if (!url.getProtocol().equals("jar")) {
      return unpacked(url);
    }
    var out = new TreeMap<String, String>();
    var connection = (JarURLConnection) url.openConnection();
    var jar = connection.getJarFile();
    for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
      String name = entry.getName();
      if (name.startsWith(RESOURCES) && name.endsWith(".rego")) {
        try (InputStream in = jar.getInputStream(entry)) {
          out.put(
              name.substring(RESOURCES.length()),
              new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return out;
  }

  private static Map<String, String> unpacked(URL lib) throws IOException {
    try {
      Path root = Path.of(lib.toURI()).getParent();
      var out = new TreeMap<String, String>();
      if (root != null) {
        directory(root)
            .forEach((file, text) -> out.put(root.relativize(Path.of(file)).toString(), text));
      }
      return out;
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}

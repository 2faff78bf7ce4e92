package dev.bulkhead.evaluate;

import dev.bulkhead.evaluate.Control.Mapping;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.eval.Probe;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.syntax.Annotations;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.tool.Explainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The controls: Rego modules, compiled together, with what their METADATA says. The built-in ones
 * come with the program, others from directories.
 */
public final class ControlLibrary {
  private static final String PACKAGE = "bulkhead.controls.";

  private static final OnDemand<ControlLibrary> BUILT_IN =
      new OnDemand<>(ControlLibrary::loadBuiltIn);

  private final CompiledPolicy policy;
  private final List<Control> controls;
  private final String digest;
  private final @Nullable Probe probe;
  private final OnDemand<Explainer> explainer;
  private final Map<String, ControlQueries> queries = new ConcurrentHashMap<>();

  private ControlLibrary(
      CompiledPolicy policy, List<Control> controls, String digest, @Nullable Probe probe) {
    this.policy = policy;
    this.controls = controls;
    this.digest = digest;
    this.probe = probe;
    this.explainer = new OnDemand<>(() -> new Explainer(policy.modules()));
  }

  public List<Control> controls() {
    return controls;
  }

  /** The control of an id; null where there is none. */
  public @Nullable Control control(String id) {
    return controls.stream().filter(c -> c.id().equals(id)).findFirst().orElse(null);
  }

  /**
   * The same controls, mapped to further requirements. Where a control was mapped to one before,
   * the new coverage holds.
   *
   * @param added by the control's id
   */
  public ControlLibrary mapped(Map<String, List<Mapping>> added) {
    if (added.isEmpty()) {
      return this;
    }
    List<Control> mapped =
        controls.stream().map(c -> mapped(c, added.getOrDefault(c.id(), List.of()))).toList();
    String all = Fingerprint.sha256(digest + '\n' + new TreeMap<>(added));
    return new ControlLibrary(policy, mapped, all, probe);
  }

  private static Control mapped(Control control, List<Mapping> added) {
    if (added.isEmpty()) {
      return control;
    }
    var all = new ArrayList<Mapping>(control.frameworks());
    for (Mapping mapping : added) {
      all.removeIf(mapping::sameRequirement);
      all.add(mapping);
    }
    return control.withFrameworks(List.copyOf(all));
  }

  /** The control's queries, prepared at first use. */
  ControlQueries queries(Control control) {
    ControlQueries known = queries.get(control.id());
    return known != null
        ? known
        : queries.computeIfAbsent(control.id(), id -> new ControlQueries(policy, control));
  }

  /** The query for what a control finds; null for one that only asks for evidence. */
  @Nullable String violation(Control control) {
    return ControlQueries.violation(policy, control);
  }

  /** Tells why controls gave what they gave; made at first use. */
  Explainer explainer() {
    return explainer.get();
  }

  /** SHA-256 over all sources, in the order of their names, and over added mappings. */
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
    if (directories.isEmpty()) {
      return builtIn();
    }
    BuiltInControls builtIn = BuiltInControls.load();
    Map<String, Module> modules = new TreeMap<>();
    builtIn.modules().forEach(m -> modules.put(m.file(), m));
    Map<String, String> own = new TreeMap<>();
    for (Path directory : directories) {
      own.putAll(BuiltInControls.directory(directory));
    }
    Rego.parse(own).forEach(m -> modules.put(m.file(), m));
    MessageDigest sha = Fingerprint.newDigest();
    modules.forEach((name, module) -> BuiltInControls.update(sha, name, module.source()));
    return of(compiler(modules.values()).compile(), HexFormat.of().formatHex(sha.digest()));
  }

  /**
   * The built-in controls; loaded when first asked for.
   *
   * @throws IOException where a file cannot be read
   */
  public static ControlLibrary builtIn() throws IOException {
    try {
      return BUILT_IN.get();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static ControlLibrary loadBuiltIn() {
    try {
      BuiltInControls builtIn = BuiltInControls.load();
      return of(compiler(builtIn.modules()).trusted().compile(), builtIn.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rego.Compiler compiler(Collection<Module> modules) {
    Rego.Compiler compiler = Rego.compiler().grant(Capability.CLOCK);
    modules.forEach(compiler::module);
    return compiler;
  }

  private static ControlLibrary of(CompiledPolicy policy, String digest) {
    return new ControlLibrary(policy, controls(policy), digest, null);
  }

  /**
   * A library of these modules alone, for tests of controls: coverage, mutations.
   *
   * @param probe what is told of each expression that is evaluated, or null
   * @throws RegoException where a module does not compile, or a control's METADATA is not complete
   */
  public static ControlLibrary ofModules(Collection<Module> modules, @Nullable Probe probe) {
    Rego.Compiler compiler = compiler(modules);
    CompiledPolicy policy = (probe == null ? compiler : compiler.instrumented()).compile();
    return new ControlLibrary(policy, controls(policy), "", probe);
  }

  /** The request, watched where the library is. */
  Request watched(Request request) {
    return probe == null ? request : request.withProbe(probe);
  }

  /**
   * The helpers that controls use, {@code bulkhead.lib.*}, by file name.
   *
   * @throws IOException where they cannot be read
   */
  public static Map<String, String> helpers() throws IOException {
    Map<String, String> out = BuiltInControls.sources();
    out.keySet().removeIf(name -> !name.startsWith("lib/"));
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
}

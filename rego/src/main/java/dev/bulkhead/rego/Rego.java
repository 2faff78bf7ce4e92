package dev.bulkhead.rego;

import dev.bulkhead.rego.builtins.BuiltinRegistry;
import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.bundle.Sources;
import dev.bulkhead.rego.compile.Program;
import dev.bulkhead.rego.compile.Program.Option;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Parser;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way in: {@code Rego.compiler().module(name, source).compile()} gives a {@link
 * CompiledPolicy}, from which queries are prepared.
 */
public final class Rego {
  private Rego() {}

  public static Compiler compiler() {
    return new Compiler();
  }

  /**
   * Parses modules, several at a time.
   *
   * @param sources texts by the names that errors and locations call them
   * @return the modules in the order of the map
   * @throws RegoException with the errors of all
   */
  public static List<Module> parse(Map<String, String> sources) {
    List<Parsed> parsed =
        sources.entrySet().stream()
            .parallel()
            .map(e -> Parsed.of(e.getKey(), e.getValue()))
            .toList();
    List<RegoError> errors = parsed.stream().flatMap(p -> p.errors.stream()).toList();
    if (!errors.isEmpty()) {
      throw new RegoException(errors);
    }
    return parsed.stream().flatMap(p -> p.module.stream()).toList();
  }

  /** A module, or why there is none. */
  private record Parsed(Optional<Module> module, List<RegoError> errors) {
    static Parsed of(String name, String source) {
      try {
        return new Parsed(Optional.of(Parser.parseModule(name, source)), List.of());
      } catch (RegoException e) {
        return new Parsed(Optional.empty(), e.errors());
      }
    }
  }

  /** Collects modules. Not thread-safe; what it compiles is. */
  public static final class Compiler {
    private final List<Module> modules = new ArrayList<>();
    private final List<RegoError> errors = new ArrayList<>();
    private final Set<Capability> granted = EnumSet.noneOf(Capability.class);
    private final Set<Option> options = EnumSet.of(Option.CHECKED);

    private Compiler() {}

    /**
     * Adds a module.
     *
     * @param name what errors and locations call it
     */
    public Compiler module(String name, String source) {
      try {
        modules.add(Parser.parseModule(name, source));
      } catch (RegoException e) {
        errors.addAll(e.errors());
      }
      return this;
    }

    /** Adds a module that has been parsed before. */
    public Compiler module(Module module) {
      modules.add(module);
      return this;
    }

    /** Adds the modules of files, directories or bundles. */
    public Compiler modules(Sources sources) {
      modules.addAll(sources.modules());
      return this;
    }

    /**
     * Lets the modules call built-ins that depend on more than their arguments: the clock, chance,
     * the runtime. Without this such a call is an error of compilation.
     */
    public Compiler grant(Capability... capabilities) {
      granted.addAll(List.of(capabilities));
      return this;
    }

    /** Makes plans that tell a probe of each expression, for coverage and traces; slower. */
    public Compiler instrumented() {
      options.add(Option.INSTRUMENTED);
      return this;
    }

    /**
     * Refuses what compiles but is likely a mistake, as {@code opa check --strict} does: variables,
     * parameters and imports that nothing uses, and deprecated built-ins.
     */
    public Compiler strict() {
      options.add(Option.STRICT);
      return this;
    }

    /**
     * Leaves rules unchecked until they are needed, for modules that were checked before: compiles
     * faster.
     */
    public Compiler trusted() {
      options.remove(Option.CHECKED);
      return this;
    }

    /**
     * Compiles the modules.
     *
     * @throws RegoException with every error found
     */
    public CompiledPolicy compile() {
      if (!errors.isEmpty()) {
        throw new RegoException(errors);
      }
      return new CompiledPolicy(
          new Program(modules, BuiltinRegistry.standard().granting(granted), options));
    }
  }
}

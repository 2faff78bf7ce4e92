package dev.bulkhead.rules;

import dev.bulkhead.rego.syntax.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sources of the controls and of their helpers. */
final class Policies {
  private static final Path DIRECTORY = Path.of("..", "policies");

  private Policies() {}

  /** By file name, such as {@code lib/route.rego}. */
  static Map<String, String> sources() throws IOException {
    var out = new TreeMap<String, String>();
    for (String part : new String[] {"controls", "lib"}) {
      try (Stream<Path> files = Files.walk(DIRECTORY.resolve(part))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".rego")).toList()) {
          out.put(DIRECTORY.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return out;
  }

  /** The file, the rest of its package and the helpers that they use, directly or by others. */
  static Set<String> closure(String file, Map<String, Module> modules) {
    var out = new TreeSet<String>();
    collect(Objects.requireNonNull(modules.get(file), file), modules.values(), out);
    return out;
  }

  private static void collect(Module module, Collection<Module> all, Set<String> out) {
    if (out.add(module.file())) {
      Stream<List<String>> imported = module.imports().stream().map(Module.Import::path);
      Set<List<String>> packages =
          Stream.concat(Stream.of(absolute(module)), imported).collect(Collectors.toSet());
      // a package may stand in several files
      all.stream().filter(m -> packages.contains(absolute(m))).forEach(m -> collect(m, all, out));
    }
  }

  private static List<String> absolute(Module module) {
    return Stream.concat(Stream.of("data"), module.packagePath().stream()).toList();
  }
}

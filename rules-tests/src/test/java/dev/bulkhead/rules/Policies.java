package dev.bulkhead.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources of the controls and of their helpers. */
final class Policies {
  private static final Path DIRECTORY = Path.of("..", "policies");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import data\\.bulkhead\\.(lib\\.\\w+)");

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

  /** The file and the helpers that it uses, directly or by others. */
  static Set<String> closure(String file, Map<String, String> sources) {
    var out = new TreeSet<String>();
    collect(file, sources, out);
    return out;
  }

  private static void collect(String file, Map<String, String> sources, Set<String> out) {
    if (out.add(file)) {
      var imports = IMPORT.matcher(sources.get(file));
      while (imports.find()) {
        // a package may stand in several files
        var declaration = Pattern.compile("(?m)^package bulkhead\\." + imports.group(1) + "$");
        sources.forEach((other, source) -> {
          if (declaration.matcher(source).find()) {
            collect(other, sources, out);
          }
        });
      }
    }
  }
}

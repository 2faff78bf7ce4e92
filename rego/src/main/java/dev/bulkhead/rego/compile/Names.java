package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.syntax.Module;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the names of a module mean outside its bodies: imports and the package's rules. */
final class Names {
  private final Module module;
  private final Map<String, List<String>> imports = new HashMap<>();
  private final Set<String> rules;
  private final Set<String> used = new HashSet<>();

  /**
   * @param rules first names of all rules of the package, of other modules too
   */
  Names(Module module, Set<String> rules) {
    this.module = module;
    this.rules = rules;
    for (Module.Import declaration : module.imports()) {
      List<String> path = declaration.path();
      if (path.getFirst().equals("data") || path.getFirst().equals("input")) {
        imports.put(Imports.name(declaration), path);
      }
    }
  }

  /** Whether the name is that of a root document. */
  static boolean isRoot(String name) {
    return name.equals("data") || name.equals("input");
  }

  Module module() {
    return module;
  }

  /**
   * The full path, beginning with {@code data} or {@code input}, that a name stands for; null for
   * variables.
   */
  @Nullable List<String> path(String name) {
    if (isRoot(name)) {
      return List.of(name);
    }
    if (rules.contains(name)) {
      var path = new java.util.ArrayList<String>();
      path.add("data");
      path.addAll(module.packagePath());
      path.add(name);
      return path;
    }
    List<String> path = imports.get(name);
    if (path != null) {
      used.add(name);
    }
    return path;
  }

  /** Whether an import's name was met. */
  boolean uses(String name) {
    return used.contains(name);
  }
}

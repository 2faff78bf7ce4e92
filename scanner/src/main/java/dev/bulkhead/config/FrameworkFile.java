package dev.bulkhead.config;

import dev.bulkhead.evaluate.Control.Mapping;
import dev.bulkhead.model.Gap;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.source.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads {@code frameworks.yaml}: which controls answer which requirements of the user's frameworks.
 */
public final class FrameworkFile {
  private static final Set<String> TOP = Set.of("frameworks");
  private static final Set<String> FRAMEWORK = Set.of("name", "version", "mappings");
  private static final Set<String> MAPPING = Set.of("control", "requirements", "coverage");
  private static final Set<String> COVERAGE = Set.of("full", "partial");

  private final KnownKeys keys;
  private final Set<String> controls;
  private final Map<String, List<Mapping>> mappings = new TreeMap<>();

  private FrameworkFile(KnownKeys keys, Set<String> controls) {
    this.keys = keys;
    this.controls = controls;
  }

  /** The mappings by the control's id, and what is wrong with the file. */
  public record Result(Map<String, List<Mapping>> mappings, List<Gap> problems) {}

  /**
   * Reads the file.
   *
   * @param controls the ids that there are
   */
  public static Result read(Document document, Set<String> controls) {
    var keys = new KnownKeys(document, "framework-file");
    var root = new Tree(document.root(), "", document.file().uri(), keys);
    keys.check(root, TOP);
    var file = new FrameworkFile(keys, controls);
    root.at("frameworks").items().forEach(file::framework);
    return new Result(file.mappings, keys.problems());
  }

  private void framework(Tree f) {
    keys.check(f, FRAMEWORK);
    String name = f.at("name").text("").strip();
    if (name.isEmpty()) {
      keys.problem(f, "a framework needs a name", null);
    }
    String full = (name + " " + f.at("version").text("")).strip();
    Set<List<String>> seen = new HashSet<>();
    for (Tree m : f.at("mappings").items()) {
      keys.check(m, MAPPING);
      String control = control(m);
      String coverage = coverage(m);
      for (String requirement : requirements(m)) {
        if (!seen.add(List.of(control, requirement))) {
          keys.problem(
              m.at("requirements"),
              control + " is mapped to \"" + requirement + "\" twice",
              "say once whether it covers it in full");
        }
        mappings
            .computeIfAbsent(control, c -> new ArrayList<>())
            .add(new Mapping(full, requirement, coverage));
      }
    }
  }

  private String control(Tree m) {
    String id = m.at("control").text("");
    if (id.isBlank()) {
      keys.problem(m, "a mapping needs a control", "an id such as ISO-03");
    } else if (!controls.contains(id)) {
      String near = KnownKeys.nearest(id, controls);
      keys.problem(
          m.at("control"),
          "no control is called \"" + id + "\"",
          near == null ? "bulkhead controls list shows them" : "did you mean \"" + near + "\"?");
    }
    return id;
  }

  private List<String> requirements(Tree m) {
    List<String> requirements = m.at("requirements").texts();
    if (requirements.stream().allMatch(String::isBlank)) {
      keys.problem(m, "a mapping needs requirements", "one or more numbers or names");
    }
    return requirements;
  }

  private String coverage(Tree m) {
    String coverage = m.at("coverage").text("");
    if (!COVERAGE.contains(coverage)) {
      keys.problem(
          m.at("coverage").present() ? m.at("coverage") : m,
          "coverage must be full or partial, not \"" + coverage + "\"",
          null);
    }
    return coverage;
  }
}

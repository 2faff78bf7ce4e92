package dev.bulkhead.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The cases of one control: small platforms, and every outcome that the control must give for each.
 * {@code expect} is the last key of a case, so that it can be written anew.
 *
 * <p>A case is given by its {@code files}, or is {@code like} an earlier one but for a {@code
 * change}: file, what stands there once, and what takes its place.
 */
record CaseFile(Path path, String control, List<Case> cases) {
  static final Path DIRECTORY = Path.of("src", "test", "resources", "controls");

  /**
   * One platform and what the control says of it.
   *
   * @param gaps codes of what cannot be read in this case; usually nothing
   */
  record Case(String name, Map<String, String> files, List<String> gaps, List<Outcome> expected) {}

  static List<CaseFile> all() throws IOException {
    try (Stream<Path> files = Files.walk(DIRECTORY)) {
      var out = new ArrayList<CaseFile>();
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        out.add(read(file));
      }
      return out;
    }
  }

  private static CaseFile read(Path path) throws IOException {
    Map<?, ?> root = mapping(parse(path), path);
    var cases = new ArrayList<Case>();
    for (Object item : list(root.get("cases"))) {
      Map<?, ?> one = mapping(item, path);
      for (Object key : one.keySet()) {
        if (!List.of("name", "like", "change", "files", "gaps", "expect").contains(key)) {
          throw new IOException(path + ": a case has no key " + key);
        }
      }
      Case like = like(one, cases, path);
      var expected = new ArrayList<Outcome>();
      for (Object outcome : list(one.get("expect"))) {
        expected.add(Outcome.of(mapping(outcome, path)));
      }
      List<String> gaps = list(one.get("gaps")).stream().map(String::valueOf).toList();
      cases.add(
          new Case(
              "" + one.get("name"),
              like == null
                  ? texts(one.get("files"), path)
                  : changed(like.files(), one.get("change"), path),
              like == null ? gaps : like.gaps(),
              expected));
    }
    return new CaseFile(path, "" + root.get("control"), cases);
  }

  private static @Nullable Case like(Map<?, ?> one, List<Case> before, Path path)
      throws IOException {
    Object name = one.get("like");
    for (Case earlier : before) {
      if (earlier.name().equals(name)) {
        return earlier;
      }
    }
    if (name != null) {
      throw new IOException(path + ": no case above is called " + name);
    }
    return null;
  }

  private static Map<String, String> texts(@Nullable Object value, Path path) throws IOException {
    var out = new LinkedHashMap<String, String>();
    mapping(value, path).forEach((k, v) -> out.put("" + k, "" + v));
    return out;
  }

  private static Map<String, String> changed(
      Map<String, String> files, @Nullable Object changes, Path path) throws IOException {
    var out = new LinkedHashMap<String, String>(files);
    for (var change : mapping(changes, path).entrySet()) {
      String file = "" + change.getKey();
      for (var replaced : texts(change.getValue(), path).entrySet()) {
        String text = out.getOrDefault(file, "");
        int at = text.indexOf(replaced.getKey());
        if (at < 0 || text.indexOf(replaced.getKey(), at + 1) >= 0) {
          throw new IOException(
              path + ": \"" + replaced.getKey() + "\" does not stand once in " + file);
        }
        out.put(file, text.replace(replaced.getKey(), replaced.getValue()));
      }
    }
    return out;
  }

  private static Object parse(Path path) throws IOException {
    try {
      return new Load(settings()).loadFromString(Files.readString(path));
    } catch (YamlEngineException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  private static LoadSettings settings() {
    return LoadSettings.builder().setAllowDuplicateKeys(false).build();
  }

  private static Map<?, ?> mapping(@Nullable Object value, Path path) throws IOException {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IOException(path + ": expected a mapping, not " + value);
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** Writes the file with other expectations, one list for each case; the rest stays as it is. */
  void rewrite(List<List<Outcome>> outcomes) throws IOException {
    String text = Files.readString(path);
    List<String> lines = text.lines().toList();
    List<int[]> places = places(text, lines);
    var out = new StringBuilder();
    int from = 0;
    for (int i = 0; i < places.size(); i++) {
      int[] place = places.get(i);
      lines.subList(from, place[0]).forEach(line -> out.append(line).append('\n'));
      out.append("    expect:").append(outcomes.get(i).isEmpty() ? " []\n" : "\n");
      outcomes.get(i).forEach(o -> out.append(o.yaml("      ")));
      from = place[1];
    }
    lines.subList(from, lines.size()).forEach(line -> out.append(line).append('\n'));
    Files.writeString(path, out);
  }

  /** From which line to which the expectation of each case stands. */
  private static List<int[]> places(String text, List<String> lines) {
    Node root = new Compose(settings()).composeString(text).orElseThrow();
    var starts = new ArrayList<Integer>();
    var expectations = new ArrayList<Integer>();
    for (Node one : ((SequenceNode) value(root, "cases")).getValue()) {
      starts.add(line(one));
      expectations.add(keyLine(one, "expect"));
    }
    var out = new ArrayList<int[]>();
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : lines.size();
      while (lines.get(end - 1).isBlank()) {
        end--;
      }
      int start = expectations.get(i);
      out.add(new int[] {start < 0 ? end : start, end});
    }
    return out;
  }

  private static int line(Node node) {
    return node.getStartMark().orElseThrow().getLine();
  }

  private static Node value(Node mapping, String key) {
    return Objects.requireNonNull(tuple(mapping, key), key).getValueNode();
  }

  private static int keyLine(Node mapping, String key) {
    NodeTuple tuple = tuple(mapping, key);
    return tuple == null ? -1 : line(tuple.getKeyNode());
  }

  private static @Nullable NodeTuple tuple(Node mapping, String key) {
    return ((MappingNode) mapping)
        .getValue().stream()
            .filter(t -> t.getKeyNode() instanceof ScalarNode s && s.getValue().equals(key))
            .findFirst()
            .orElse(null);
  }
}

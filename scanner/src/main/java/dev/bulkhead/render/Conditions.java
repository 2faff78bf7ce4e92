package dev.bulkhead.render;

import dev.bulkhead.source.Limits;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a chart wants a dependency: the first path of its {@code condition} that the values set
 * to true or false decides (Helm documentation, Charts, "Tags and Condition Fields").
 */
final class Conditions {
  private static final long LARGEST = 4L << 20;

  /** The values that win first. */
  private final List<Node> values = new ArrayList<>();

  private Conditions() {}

  static Conditions of(Path chart, RenderOptions options) throws IOException {
    var conditions = new Conditions();
    conditions.add(SetValues.json(options));
    for (Path file : options.values().reversed()) {
      conditions.file(file);
    }
    conditions.file(chart.resolve("values.yaml"));
    return conditions;
  }

  private void file(Path file) throws IOException {
    if (Files.isRegularFile(file) && Files.size(file) < LARGEST) {
      add(Files.readString(file));
    }
  }

  private void add(String text) {
    values.addAll(YamlText.parse(text, Limits.STANDARD).documents());
  }

  boolean wants(Mapping dependency) {
    String condition = dependency.get("condition") instanceof Scalar s ? s.text() : "";
    for (String path : condition.split(",", -1)) {
      for (Node value : values) {
        if (at(value, path.strip()) instanceof Scalar s && s.type() == Node.Type.BOOLEAN) {
          return s.text().equals("true");
        }
      }
    }
    return true;
  }

  private static @Nullable Node at(Node value, String path) {
    Node at = value;
    for (String key : path.split("\\.", -1)) {
      Node next = at instanceof Mapping m ? m.get(key) : null;
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }
}

package dev.bulkhead.render;

import dev.bulkhead.model.Span;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Sequence;
import dev.bulkhead.source.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Chart.yaml} says (Helm documentation, Charts).
 *
 * @param dependencies of Chart.yaml, or of requirements.yaml in charts of the first format
 * @param dependencyFile the name of the file that lists them
 */
record ChartFile(
    String name, boolean library, List<Dependency> dependencies, String dependencyFile) {
  static final String NAME = "Chart.yaml";
  private static final String REQUIREMENTS = "requirements.yaml";

  /**
   * A chart that this one needs.
   *
   * @param alias the name that it has here; its own where none is given
   * @param repository empty where it lies in the chart
   * @param declaration the entry as it is written
   */
  record Dependency(String name, String alias, String repository, Span span, Mapping declaration) {}

  /** Null where the file is no chart's: reading it as a file says why. */
  static @Nullable ChartFile read(Path directory) throws IOException {
    if (!(document(directory.resolve(NAME)) instanceof Mapping chart)
        || !(chart.get("name") instanceof Scalar name)
        || name.text().isEmpty()) {
      return null;
    }
    boolean library = chart.get("type") instanceof Scalar type && type.text().equals("library");
    String file = NAME;
    Node dependencies = chart.get("dependencies");
    if (dependencies == null && Files.isRegularFile(directory.resolve(REQUIREMENTS))) {
      file = REQUIREMENTS;
      dependencies =
          document(directory.resolve(REQUIREMENTS)) instanceof Mapping m
              ? m.get("dependencies")
              : null;
    }
    return new ChartFile(name.text(), library, dependencies(dependencies), file);
  }

  static @Nullable Node document(Path file) throws IOException {
    if (Files.size(file) > 1 << 20) {
      return null;
    }
    YamlText text = YamlText.parse(Files.readString(file), Limits.STANDARD);
    return text.problem() == null && !text.documents().isEmpty()
        ? text.documents().getFirst()
        : null;
  }

  private static List<Dependency> dependencies(@Nullable Node node) {
    var out = new ArrayList<Dependency>();
    for (Node item : node instanceof Sequence s ? s.items() : List.<Node>of()) {
      if (item instanceof Mapping m && m.get("name") instanceof Scalar name) {
        String alias = text(m, "alias");
        out.add(
            new Dependency(
                name.text(),
                alias.isEmpty() ? name.text() : alias,
                text(m, "repository"),
                m.span(),
                m));
      }
    }
    return List.copyOf(out);
  }

  private static String text(Mapping mapping, String key) {
    return mapping.get(key) instanceof Scalar s ? s.text() : "";
  }
}

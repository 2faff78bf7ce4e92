package dev.bulkhead.render;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Span;
import dev.bulkhead.render.TemplateOutline.Line;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.YamlText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The manifest that a chart made, taken apart by the comments that name the templates. */
final class RenderedChart {
  private static final String SOURCE = "# Source: ";

  private final Path target;
  private final ChartStage stage;
  private final String via;
  private final String namespace;
  private final Map<Path, List<Line>> outlines = new HashMap<>();

  /**
   * @param target the copy that was rendered
   * @param via what reports call it
   * @param namespace that the release goes to
   */
  RenderedChart(Path target, ChartStage stage, String via, String namespace) {
    this.target = target;
    this.stage = stage;
    this.via = via;
    this.namespace = namespace;
  }

  void read(String manifest, FileResults results) throws IOException {
    String template = "";
    var text = new StringBuilder();
    boolean separator = false;
    for (String line : (Iterable<String>) manifest.lines()::iterator) {
      if (separator && line.startsWith(SOURCE)) {
        document(template, text.toString(), results);
        template = line.substring(SOURCE.length()).strip();
        text.setLength(0);
      } else {
        text.append(separator ? "---\n" : "").append(line.equals("---") ? "" : line + "\n");
      }
      separator = line.equals("---");
    }
    document(template, text.toString(), results);
  }

  private void document(String template, String text, FileResults results) throws IOException {
    if (template.isEmpty() || text.isBlank()) {
      return;
    }
    Path staged = stage.template(target, template);
    Path origin = stage.origin(staged);
    Path file = origin == null ? stage.archive(target, template) : origin;
    YamlText parsed = YamlText.parse(text, Limits.STANDARD);
    if (parsed.problem() != null) {
      results.add(
          new Gap(
              "helm-output",
              true,
              results.uri(file),
              null,
              "what " + template + " renders to cannot be read: " + parsed.problem(),
              null));
    }
    List<Line> outline = origin == null ? List.of() : outline(origin, results);
    for (Node node : parsed.documents()) {
      if (!isTest(node)) {
        Node placed =
            origin == null
                ? TemplatePlaces.at(node, new Span(1, 1, 1, 1))
                : TemplatePlaces.place(node, outline);
        results.add(file, ReleaseNamespace.in(placed, namespace), "helm", via);
      }
    }
  }

  private List<Line> outline(Path origin, FileResults results) throws IOException {
    List<Line> known = outlines.get(origin);
    if (known == null) {
      known = TemplateOutline.of(results.text(origin));
      outlines.put(origin, known);
    }
    return known;
  }

  /** Hooks of {@code helm test} alone are not installed with the release. */
  private static boolean isTest(Node document) {
    Node hook = at(at(at(document, "metadata"), "annotations"), "helm.sh/hook");
    if (!(hook instanceof Scalar s) || s.text().isBlank()) {
      return false;
    }
    for (String event : s.text().split(",", -1)) {
      if (!event.strip().startsWith("test")) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Node at(@Nullable Node node, String key) {
    return node instanceof Mapping m ? m.get(key) : null;
  }
}

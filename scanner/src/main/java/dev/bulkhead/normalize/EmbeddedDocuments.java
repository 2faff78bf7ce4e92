package dev.bulkhead.normalize;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Meta;
import dev.bulkhead.model.Source;
import dev.bulkhead.normalize.kubernetes.ChartReleases;
import dev.bulkhead.normalize.kubernetes.ChartReleases.Release;
import dev.bulkhead.normalize.traefik.ChartValues;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.EmbeddedText;
import dev.bulkhead.source.Format;
import dev.bulkhead.source.Node;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What an object holds and means something of its own: configuration files in a ConfigMap, values
 * for a chart in what installs it.
 */
final class EmbeddedDocuments {
  private final Kind object;
  private final Sink sink;
  private final Map<String, Node> embedded;

  /**
   * @param embedded takes the texts that were read, by where they stand
   */
  EmbeddedDocuments(Kind object, Sink sink, Map<String, Node> embedded) {
    this.object = object;
    this.sink = sink;
    this.embedded = embedded;
  }

  /**
   * Reads them.
   *
   * @param file reads what is a file of its own
   */
  void read(BiConsumer<Kind, Sink> file) {
    if (object.resourceKind().equals("ConfigMap") && object.apiVersion().equals("v1")) {
      files(file);
    }
    for (Release release : ChartReleases.of(object)) {
      if (release.chartName().equals("traefik")) {
        values(release);
      }
    }
  }

  private void files(BiConsumer<Kind, Sink> file) {
    if (!(object.tree().at("data").node() instanceof Node.Mapping data)) {
      return;
    }
    Meta host = object.meta("ConfigMap");
    for (Node.Entry entry : data.entries()) {
      EmbeddedText text =
          entry.value() instanceof Node.Scalar value ? EmbeddedText.of(entry.key(), value) : null;
      if (text != null) {
        String type = text.format().name().toLowerCase(Locale.ROOT);
        text("/data/" + Tree.escape(entry.key().text()), type, text, host, file);
      }
    }
  }

  private void values(Release release) {
    Meta own = object.meta(object.resourceKind());
    var host =
        new Meta(
            own.id(),
            own.name(),
            release.namespace(),
            own.apiVersion(),
            own.resourceKind(),
            own.labels(),
            own.annotations(),
            own.source());
    BiConsumer<Kind, Sink> reader =
        (kind, out) -> ChartValues.normalize(kind, release.whole(), out);
    for (ChartReleases.Field field : release.values()) {
      Tree values = field.value();
      if (values.node() instanceof Node.Mapping mapping) {
        reader.accept(
            part(values.pointer(), object.resourceKind(), Format.YAML, mapping, host, sink), sink);
        return;
      }
      EmbeddedText text = yaml(field);
      if (text != null) {
        text(values.pointer(), object.resourceKind(), text, host, reader);
        return;
      }
    }
  }

  private static @Nullable EmbeddedText yaml(ChartReleases.Field field) {
    if (field.of().node() instanceof Node.Mapping around) {
      for (Node.Entry entry : around.entries()) {
        if (entry.key().text().equals(field.key()) && entry.value() instanceof Node.Scalar text) {
          return EmbeddedText.yaml(entry.key(), text);
        }
      }
    }
    return null;
  }

  private void text(
      String pointer, String type, EmbeddedText text, Meta host, BiConsumer<Kind, Sink> reader) {
    var found = new int[1];
    Sink counting =
        new Sink() {
          @Override
          public void add(Entity entity) {
            found[0]++;
            sink.add(entity);
          }

          @Override
          public void gap(Gap gap) {
            // A text that is something else than it seems is no gap of the object around it.
          }
        };
    reader.accept(part(pointer, type, text.format(), text.root(), host, counting), counting);
    if (found[0] > 0) {
      embedded.put(object.source().pointer() + pointer, text.root());
    }
  }

  private Kind part(String pointer, String type, Format format, Node root, Meta host, Sink out) {
    Source outer = object.source();
    var source =
        new Source(
            outer.uri(),
            outer.document(),
            outer.pointer() + pointer,
            root.span(),
            outer.collector(),
            outer.via());
    var document =
        new Document(
            object.document().file(),
            outer.document(),
            format,
            root,
            outer.collector(),
            outer.via());
    return new Kind(document, new Tree(root, "", outer.uri(), out), "", type, source, host);
  }
}

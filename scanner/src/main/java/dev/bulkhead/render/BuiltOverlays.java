package dev.bulkhead.render;

import dev.bulkhead.source.Quotes;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Span;
import dev.bulkhead.render.TemplateOutline.Line;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Uris;
import dev.bulkhead.source.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What overlays were built into, with places in the files that the objects come from. */
final class BuiltOverlays {
  /** Where an object comes from (Kustomize documentation, buildMetadata). */
  private static final String ORIGIN = "config.kubernetes.io/origin";

  private final Path root;
  private final Path built;
  private final List<Kustomization> overlays;
  private final Map<Path, List<Line>> outlines = new HashMap<>();

  /**
   * @param built the directory that was built, which origins are relative to
   */
  BuiltOverlays(Path root, Path built, List<Kustomization> overlays) {
    this.root = root;
    this.built = built;
    this.overlays = overlays;
  }

  void read(String manifest, FileResults results) throws IOException {
    YamlText text = YamlText.parse(manifest, Limits.STANDARD);
    if (text.problem() != null) {
      results.add(
          new Gap(
              "kustomize-output",
              true,
              Uris.of(root, overlays.getFirst().file()),
              null,
              "what the overlays build cannot be read: " + text.problem(),
              null));
    }
    for (Node document : text.documents()) {
      if (document instanceof Mapping m) {
        document(m, results);
      }
    }
  }

  private void document(Mapping document, FileResults results) throws IOException {
    Kustomization overlay = overlay(document);
    Mapping plain = withoutMarks(document);
    Path origin = origin(document);
    String via = "overlay " + Uris.of(root, overlay.directory());
    if (origin == null || isKustomization(origin)) {
      // generated
      Path file = origin == null ? overlay.file() : origin;
      results.add(
          file, TemplatePlaces.at(plain, generator(file, plain, results)), "kustomize", via);
      return;
    }
    List<Line> outline = outline(origin, results);
    results.add(origin, TemplatePlaces.place(plain, meant(plain, outline)), "kustomize", via);
  }

  private static @Nullable String annotation(Mapping document, String name) {
    return document.get("metadata") instanceof Mapping metadata
            && metadata.get("annotations") instanceof Mapping annotations
            && annotations.get(name) instanceof Scalar value
        ? value.text()
        : null;
  }

  private Kustomization overlay(Mapping document) {
    String number = annotation(document, KustomizeWrapper.OVERLAY);
    try {
      int index = number == null ? 0 : Integer.parseInt(number);
      return overlays.get(Math.clamp(index, 0, overlays.size() - 1));
    } catch (NumberFormatException e) {
      return overlays.getFirst();
    }
  }

  /** {@code path: …} of a file, or {@code configuredIn: …} of a generator's kustomization. */
  private @Nullable Path origin(Mapping document) {
    String text = annotation(document, ORIGIN);
    if (text == null) {
      return null;
    }
    for (String line : (Iterable<String>) text.lines()::iterator) {
      for (String key : new String[] {"path: ", "configuredIn: "}) {
        if (line.startsWith(key)) {
          try {
            Path file = built.resolve(line.substring(key.length()).strip()).normalize();
            return file.startsWith(root.toRealPath()) && Files.isRegularFile(file)
                ? root.toAbsolutePath().normalize().resolve(root.toRealPath().relativize(file))
                : null;
          } catch (IOException | InvalidPathException e) {
            return null;
          }
        }
      }
    }
    return null;
  }

  private static boolean isKustomization(Path file) {
    return Kustomization.NAMES.contains(String.valueOf(file.getFileName()));
  }

  private List<Line> outline(Path origin, FileResults results) throws IOException {
    List<Line> known = outlines.get(origin);
    if (known == null) {
      known = TemplateOutline.of(results.text(origin));
      outlines.put(origin, known);
    }
    return known;
  }

  /** Overlays put something before and behind names, so the longest name inside is the one. */
  private static List<Line> meant(Mapping document, List<Line> outline) {
    String name = name(document);
    String kind = document.get("kind") instanceof Scalar k ? k.text() : "";
    Line best = null;
    int longest = -1;
    for (Line candidate : outline) {
      String own = value(candidate, "metadata", "name");
      boolean sameKind = value(candidate, "kind").equals(kind);
      if (sameKind && name.contains(own) && own.length() > longest) {
        longest = own.length();
        best = candidate;
      }
    }
    return best == null ? outline : List.of(best);
  }

  private static String name(Mapping document) {
    return document.get("metadata") instanceof Mapping m && m.get("name") instanceof Scalar s
        ? s.text()
        : "";
  }

  private static String value(Line line, String... keys) {
    Line at = line;
    for (String key : keys) {
      Line next = null;
      for (Line child : at.children) {
        next = next == null && child.key.equals(key) ? child : next;
      }
      if (next == null) {
        return "";
      }
      at = next;
    }
    return Quotes.without(at.value);
  }

  /** Where a generator names what it makes; the file's beginning where it is not found. */
  private Span generator(Path file, Mapping document, FileResults results) throws IOException {
    String name = name(document);
    Span best = new Span(1, 1, 1, 1);
    int longest = 0;
    for (Line top : outline(file, results)) {
      for (Line field : top.children) {
        for (Line item : field.key.endsWith("Generator") ? field.children : List.<Line>of()) {
          String own = value(item, "name");
          if (name.contains(own) && own.length() > longest) {
            longest = own.length();
            best = item.span();
          }
        }
      }
    }
    return best;
  }

  private static Mapping withoutMarks(Mapping document) {
    return with(document, "metadata", BuiltOverlays::withoutAnnotations);
  }

  private static @Nullable Node withoutAnnotations(Node metadata) {
    return metadata instanceof Mapping m
        ? with(m, "annotations", BuiltOverlays::withoutOwn)
        : metadata;
  }

  private static @Nullable Node withoutOwn(Node annotations) {
    if (!(annotations instanceof Mapping m)) {
      return annotations;
    }
    List<Entry> kept =
        m.entries().stream()
            .filter(e ->
                !e.key().text().equals(ORIGIN) && !e.key().text().equals(KustomizeWrapper.OVERLAY))
            .toList();
    return kept.isEmpty() ? null : new Mapping(m.span(), kept);
  }

  private interface Change {
    @Nullable Node of(Node value);
  }

  /** The mapping with one value changed, or without it where nothing is left. */
  private static Mapping with(Mapping mapping, String key, Change change) {
    var entries = new ArrayList<Entry>();
    for (Entry entry : mapping.entries()) {
      Node value = entry.key().text().equals(key) ? change.of(entry.value()) : entry.value();
      if (value != null) {
        entries.add(new Entry(entry.key(), value));
      }
    }
    return new Mapping(mapping.span(), List.copyOf(entries));
  }
}

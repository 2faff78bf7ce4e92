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
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kustomization file and what it refers to (Kustomize documentation, The Kustomization File).
 *
 * @param file with its directory's real name
 */
record Kustomization(Path file, boolean component, List<Reference> references) {
  /** In the order in which Kustomize looks for them. */
  static final List<String> NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  /** Fields whose items are files or directories of whole objects. */
  private static final Set<String> RESOURCES = Set.of("resources", "bases", "components");

  /** Fields whose items are files of parts of objects, or objects themselves. */
  private static final Set<String> PATCHES =
      Set.of("patches", "patchesStrategicMerge", "patchesJson6902", "replacements");

  /** Fields whose items say how to change objects. */
  private static final Set<String> TOOLS =
      Set.of("transformers", "generators", "validators", "configurations", "crds");

  /** Fields whose items put files into objects as they are. */
  private static final Set<String> GENERATORS = Set.of("configMapGenerator", "secretGenerator");

  /** What a reference leads to. */
  enum Use {
    RESOURCE,
    PATCH,
    TOOL,
    CONTENT,
    HELM_CHART
  }

  /**
   * One thing that is referred to.
   *
   * @param text as written
   * @param target where it lies; null where it is no local path
   */
  record Reference(Use use, String text, Span span, @Nullable Path target) {
    /** Whether it names a repository or an address; patches may also be written in place. */
    boolean isRemote() {
      return use != Use.PATCH
          && use != Use.CONTENT
          && (text.contains("://")
              || text.startsWith("git@")
              || text.startsWith("git::")
              || text.contains("?ref=")
              || text.contains("?version=")
              || (target != null && !Files.exists(target) && text.startsWith("github.com/")));
    }
  }

  Path directory() {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  /** Null where the file is another's, such as Flux's, or cannot be parsed. */
  static @Nullable Kustomization read(Path file) throws IOException {
    if (Files.size(file) > 1 << 20) {
      return null;
    }
    YamlText text = YamlText.parse(Files.readString(file), Limits.STANDARD);
    if (text.problem() != null
        || text.documents().isEmpty()
        || !(text.documents().getFirst() instanceof Mapping root)) {
      return null;
    }
    String version = text(root, "apiVersion");
    if (!version.isEmpty() && !version.startsWith("kustomize.config.k8s.io/")) {
      return null;
    }
    Path directory = file.getParent();
    var references = new ArrayList<Reference>();
    for (Node.Entry entry : root.entries()) {
      String field = entry.key().text();
      Use use =
          RESOURCES.contains(field)
              ? Use.RESOURCE
              : PATCHES.contains(field) ? Use.PATCH : TOOLS.contains(field) ? Use.TOOL : null;
      if (field.startsWith("helmChart")) {
        references.add(new Reference(Use.HELM_CHART, field, entry.key().span(), null));
      } else if (use != null && entry.value() instanceof Sequence items) {
        items.items().forEach(i -> add(use, i, directory, references));
      } else if (GENERATORS.contains(field) && entry.value() instanceof Sequence items) {
        items.items().forEach(i -> contents(i, directory, references));
      } else if (field.equals("openapi")) {
        add(Use.TOOL, entry.value(), directory, references);
      }
    }
    return new Kustomization(file, text(root, "kind").equals("Component"), List.copyOf(references));
  }

  private static void add(
      Use use, Node item, @Nullable Path directory, List<Reference> references) {
    Node path = item instanceof Mapping m ? m.get("path") : item;
    if (path instanceof Scalar s && !s.text().isBlank() && s.text().indexOf('\n') < 0) {
      references.add(new Reference(use, s.text(), s.span(), resolve(directory, s.text())));
    }
  }

  /** Items of {@code files} are paths, or keys with paths behind an equals sign. */
  private static void contents(Node item, @Nullable Path directory, List<Reference> references) {
    if (item instanceof Mapping m && m.get("files") instanceof Sequence files) {
      for (Node file : files.items()) {
        if (file instanceof Scalar s) {
          String path = s.text().substring(s.text().indexOf('=') + 1);
          references.add(new Reference(Use.CONTENT, s.text(), s.span(), resolve(directory, path)));
        }
      }
    }
  }

  private static @Nullable Path resolve(@Nullable Path directory, String text) {
    try {
      return directory == null || text.contains("://") ? null : directory.resolve(text).normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static String text(Mapping mapping, String key) {
    return mapping.get(key) instanceof Scalar s ? s.text() : "";
  }
}

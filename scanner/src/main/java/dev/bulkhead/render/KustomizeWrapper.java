package dev.bulkhead.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A kustomization that takes in many, marks what comes from each, and asks for each object's
 * origin.
 */
final class KustomizeWrapper {
  /** The annotation that says which overlay an object comes from. */
  static final String OVERLAY = "bulkhead.dev/overlay";

  private KustomizeWrapper() {}

  /**
   * Writes it.
   *
   * @return the directory to build
   */
  static Path write(Path directory, List<Kustomization> overlays) throws IOException {
    Path real = directory.toRealPath();
    var all = new StringBuilder("buildMetadata: [originAnnotations]\nresources:\n");
    for (int i = 0; i < overlays.size(); i++) {
      Path inner = Files.createDirectories(real.resolve("o" + i));
      String path =
          inner.relativize(overlays.get(i).directory().toRealPath()).toString().replace('\\', '/');
      Files.writeString(
          inner.resolve("kustomization.yaml"),
          """
          resources:
            - %s
          transformers:
            - |-
              apiVersion: builtin
              kind: AnnotationsTransformer
              metadata: {name: overlay}
              annotations: {%s: "%d"}
              fieldSpecs: [{path: metadata/annotations, create: true}]
          """
              .formatted(quoted(path), OVERLAY, i));
      all.append("  - o").append(i).append('\n');
    }
    Files.writeString(real.resolve("kustomization.yaml"), all);
    return real;
  }

  private static String quoted(String path) {
    return "'" + path.replace("'", "''") + "'";
  }
}

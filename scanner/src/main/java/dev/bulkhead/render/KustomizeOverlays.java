package dev.bulkhead.render;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Span;
import dev.bulkhead.render.Kustomization.Reference;
import dev.bulkhead.render.Kustomization.Use;
import dev.bulkhead.source.Uris;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds overlays as {@code kustomize build} does. Many are built at once, which takes hardly
 * longer than one; where that fails, halves of them are, until those that are broken stand alone.
 */
final class KustomizeOverlays {
  private static final int LONGEST = 300;

  private final Path root;
  private final Overlays overlays;
  private final @Nullable KustomizeProgram program;
  private final FileResults results;
  private final Set<Path> consumed = new HashSet<>();
  private final Set<Gap> gaps = new LinkedHashSet<>();

  /**
   * @param root what the names of files are relative to
   * @param program null where there is none
   */
  KustomizeOverlays(Path root, Overlays overlays, @Nullable KustomizeProgram program) {
    this.root = root;
    this.overlays = overlays;
    this.program = program;
    this.results = new FileResults(root);
  }

  /** What the overlays make, and what of them could not be made. */
  FileResults render() {
    KustomizeProgram available = program;
    List<Kustomization> roots = overlays.roots();
    if (available == null) {
      notInstalled(roots);
    } else {
      build(available, roots.stream().filter(this::isLocal).toList());
    }
    gaps.forEach(results::add);
    return results;
  }

  /** Files that are judged as part of what they were built into, and not as they are. */
  Set<Path> consumed() {
    var out = new HashSet<>(consumed);
    out.addAll(overlays.parts());
    return out;
  }

  /** Files that are content of an object: what they describe is not applied. */
  Set<Path> contents() {
    return overlays.contents();
  }

  private void notInstalled(List<Kustomization> roots) {
    Kustomization first = roots.getFirst();
    gap(
        "kustomize-not-rendered",
        first.file(),
        null,
        (roots.size() == 1 ? "the overlay was" : roots.size() + " overlays were")
            + " not built and no patch applied; the files that they build on were judged as they"
            + " are",
        "install kustomize or kubectl, or scan what kustomize build prints");
  }

  /** Whether all that an overlay builds on lies in the tree. */
  private boolean isLocal(Kustomization overlay) {
    boolean local = true;
    for (Kustomization k : overlays.closure(overlay)) {
      List<Reference> remote = k.references().stream().filter(Reference::isRemote).toList();
      if (!remote.isEmpty()) {
        gap(
            "kustomize-remote",
            k.file(),
            remote.getFirst().span(),
            (remote.size() == 1
                    ? "what lies elsewhere is"
                    : remote.size() + " things that lie elsewhere are")
                + " not fetched; the overlay was not built",
            "scan what kustomize build prints");
        local = false;
      }
      for (Reference reference : k.references()) {
        if (reference.use() == Use.HELM_CHART) {
          gap(
              "kustomize-helm",
              k.file(),
              reference.span(),
              "Helm charts that an overlay takes in are not rendered; the overlay was not built",
              "scan what kustomize build --enable-helm prints");
          local = false;
        } else if (!reference.isRemote() && isOutside(reference.target())) {
          gap(
              "kustomize-outside",
              k.file(),
              reference.span(),
              "leads out of the scanned tree; the overlay was not built",
              "scan the directory that holds both");
          local = false;
        }
      }
    }
    return local;
  }

  private boolean isOutside(@Nullable Path target) {
    return target != null && !target.startsWith(root.toAbsolutePath().normalize());
  }

  private void build(KustomizeProgram available, List<Kustomization> roots) {
    if (roots.isEmpty()) {
      return;
    }
    try (WorkDirectory work = WorkDirectory.create()) {
      new Builds(available, work).build(roots);
    } catch (IOException | UncheckedIOException e) {
      roots.forEach(r -> failed(r, "it could not be built: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      roots.forEach(r -> failed(r, "building was interrupted"));
    }
  }

  private final class Builds {
    private final KustomizeProgram available;
    private final WorkDirectory work;
    private int number;

    Builds(KustomizeProgram available, WorkDirectory work) {
      this.available = available;
      this.work = work;
    }

    void build(List<Kustomization> roots) throws IOException, InterruptedException {
      Path directory = KustomizeWrapper.write(work.directory("b" + number++), roots);
      KustomizeProgram.Build build = available.build(directory, work.path());
      if (build.problem().isEmpty()) {
        new BuiltOverlays(root, directory, roots).read(build.manifest(), results);
        roots.forEach(r -> consumed.addAll(Overlays.resources(overlays.closure(r))));
      } else if (roots.size() == 1) {
        failed(roots.getFirst(), build.problem());
      } else {
        int half = roots.size() / 2;
        build(roots.subList(0, half));
        build(roots.subList(half, roots.size()));
      }
    }
  }

  private void failed(Kustomization overlay, String problem) {
    Path file = overlay.file();
    Span span = null;
    for (Kustomization k : overlays.closure(overlay)) {
      for (Reference reference : k.references()) {
        if (problem.contains("'" + reference.text() + "'")) {
          file = k.file();
          span = reference.span();
        }
      }
    }
    gap(
        "kustomize-build",
        file,
        span,
        "the overlay " + Uris.of(root, overlay.directory()) + " cannot be built: " + told(problem),
        "the files that it builds on were judged as they are");
  }

  /** The innermost of the reasons, which Kustomize puts behind those of all that build on it. */
  private String told(String problem) {
    String inner = problem;
    for (String mark : List.of("accumulating resources from ", "recursed accumulation of path ")) {
      int last = inner.lastIndexOf(mark);
      inner = last < 0 ? inner : inner.substring(last + mark.length());
    }
    String plain = inner.replace(root.toAbsolutePath().normalize() + "/", "");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + " …" : plain;
  }

  private void gap(String code, Path file, @Nullable Span span, String message, String hint) {
    gaps.add(new Gap(code, true, Uris.of(root, file), span, message, hint));
  }
}

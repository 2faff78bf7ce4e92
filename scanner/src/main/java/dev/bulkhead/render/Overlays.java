package dev.bulkhead.render;

import dev.bulkhead.render.Kustomization.Reference;
import dev.bulkhead.render.Kustomization.Use;
import dev.bulkhead.source.FoundFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kustomizations among the files that were found, and how they build on each other. */
final class Overlays {
  private final Map<Path, Kustomization> byDirectory = new LinkedHashMap<>();
  private final List<Kustomization> roots = new ArrayList<>();

  private Overlays() {}

  static Overlays among(List<FoundFile> files) {
    var overlays = new Overlays();
    for (FoundFile file : files) {
      Path path = file.path().toAbsolutePath().normalize();
      if (Kustomization.NAMES.contains(String.valueOf(path.getFileName()))) {
        overlays.add(path);
      }
    }
    Set<Path> parts = new HashSet<>();
    for (Kustomization k : overlays.byDirectory.values()) {
      k.references()
          .forEach(r -> {
            if (r.target() != null && !r.target().equals(k.directory())) {
              parts.add(r.target());
            }
          });
    }
    List<Kustomization> all = List.copyOf(overlays.byDirectory.values());
    Set<Kustomization> covered = new HashSet<>();
    for (Kustomization k : all) {
      if (!k.component() && !parts.contains(k.directory())) {
        overlays.roots.add(k);
        covered.addAll(overlays.closure(k));
      }
    }
    for (Kustomization k : all) {
      // those that build on each other in a circle; building one says so
      if (!k.component() && !covered.contains(k)) {
        overlays.roots.add(k);
        covered.addAll(overlays.closure(k));
      }
    }
    return overlays;
  }

  private void add(Path file) {
    try {
      Kustomization read = Kustomization.read(file);
      if (read != null) {
        byDirectory.putIfAbsent(read.directory(), read);
      }
    } catch (IOException e) {
      // reading it as one of the input's files reports that
      byDirectory.remove(file.getParent());
    }
  }

  /** Those that no other one builds on: what is applied. */
  List<Kustomization> roots() {
    return roots;
  }

  /** One and all that it builds on. */
  Set<Kustomization> closure(Kustomization root) {
    Set<Kustomization> out = new LinkedHashSet<>();
    Deque<Kustomization> next = new ArrayDeque<>(List.of(root));
    while (!next.isEmpty()) {
      Kustomization k = next.remove();
      if (out.add(k)) {
        for (Reference reference : k.references()) {
          Kustomization below = reference.target() == null ? null : at(reference.target());
          if (below != null) {
            next.add(below);
          }
        }
      }
    }
    return out;
  }

  /** The kustomization of a directory, also where ignore files hide it from the scan. */
  private @Nullable Kustomization at(Path directory) {
    Kustomization known = byDirectory.get(directory);
    if (known != null || !Files.isDirectory(directory)) {
      return known;
    }
    for (String name : Kustomization.NAMES) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file)) {
        add(file);
        return byDirectory.get(directory);
      }
    }
    return null;
  }

  /** The files of whole objects that one and all below it take in. */
  static Set<Path> resources(Set<Kustomization> closure) {
    return files(closure, Use.RESOURCE);
  }

  /** The files of parts of objects, which mean nothing alone, and of tools. */
  Set<Path> parts() {
    var all = new HashSet<>(byDirectory.values());
    Set<Path> out = files(all, Use.PATCH);
    out.addAll(files(all, Use.TOOL));
    out.removeAll(files(all, Use.RESOURCE));
    return out;
  }

  /** The files that are put into ConfigMaps and Secrets as they are. */
  Set<Path> contents() {
    var all = new HashSet<>(byDirectory.values());
    Set<Path> out = files(all, Use.CONTENT);
    out.removeAll(files(all, Use.RESOURCE));
    return out;
  }

  private static Set<Path> files(Set<Kustomization> among, Use use) {
    Set<Path> out = new HashSet<>();
    for (Kustomization k : among) {
      for (Reference reference : k.references()) {
        if (reference.use() == use && reference.target() != null) {
          out.add(reference.target());
        }
      }
    }
    return out;
  }
}

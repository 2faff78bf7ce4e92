package dev.bulkhead.source;

import dev.bulkhead.model.Gap;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of the inputs in a stable order, leaving out what ignore files name. Links are
 * followed once.
 */
final class FileWalk {
  private final Path root;
  private final Limits limits;
  private final Consumer<Gap> gaps;
  private final List<Path> files = new ArrayList<>();
  private final Set<Path> visited = new HashSet<>();

  FileWalk(Path root, Limits limits, Consumer<Gap> gaps) {
    this.root = root;
    this.limits = limits;
    this.gaps = gaps;
  }

  List<Path> files(List<Path> inputs) {
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        directory(input, null);
      } else if (Files.exists(input, LinkOption.NOFOLLOW_LINKS)) {
        files.add(input);
      } else {
        gaps.accept(
            new Gap("not-found", true, uri(input), null, "no such file or directory", null));
      }
    }
    return files;
  }

  private String uri(Path path) {
    return Uris.of(root, path);
  }

  private void directory(Path directory, @Nullable IgnoreRules above) {
    List<Path> children = new ArrayList<>();
    try {
      if (!visited.add(directory.toRealPath())) {
        return;
      }
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
        stream.forEach(children::add);
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      gaps.accept(
          new Gap(
              "unreadable",
              true,
              uri(directory),
              null,
              "cannot list the directory: " + reason(e),
              null));
      return;
    }
    IgnoreRules rules = IgnoreRules.in(directory, above);
    children.sort(null);
    for (Path child : children) {
      boolean isDirectory = Files.isDirectory(child);
      String name = String.valueOf(child.getFileName());
      if (name.equals(".git") || rules.ignores(child, isDirectory)) {
        continue;
      }
      if (isDirectory) {
        directory(child, rules);
      } else if (FileTypes.isCandidate(child)) {
        add(child);
      }
    }
  }

  private void add(Path file) {
    if (files.size() == limits.files()) {
      gaps.accept(
          new Gap(
              "too-many-files",
              true,
              uri(file),
              null,
              "more than " + limits.files() + " files; the rest was not read",
              "scan parts of the tree"));
    }
    if (files.size() <= limits.files()) {
      files.add(file);
    }
  }

  static String reason(Exception e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException a -> "permission denied";
      case java.nio.file.NoSuchFileException a -> "the file is gone";
      default -> String.valueOf(e.getMessage());
    };
  }
}

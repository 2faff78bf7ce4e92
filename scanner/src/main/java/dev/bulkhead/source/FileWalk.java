package dev.bulkhead.source;

import dev.bulkhead.model.Gap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of the inputs in a stable order, each once, leaving out what ignore files name.
 * Links are followed where they lead to another part of the tree, and nowhere else: a repository
 * must not make a scan read the machine that it runs on.
 */
final class FileWalk {
  private static final int BEGINNING = 8 * 1024;

  private final Path root;
  private final Limits limits;
  private final Consumer<Gap> gaps;
  private final List<FoundFile> files = new ArrayList<>();
  private final Set<Path> visited = new HashSet<>();
  private final Queue<Link> links = new ArrayDeque<>();

  /**
   * A link that was met.
   *
   * @param tree the real directory that it may lead into
   */
  private record Link(Path path, @Nullable IgnoreRules rules, Path tree) {}

  FileWalk(Path root, Limits limits, Consumer<Gap> gaps) {
    this.root = root;
    this.limits = limits;
    this.gaps = gaps;
  }

  List<FoundFile> files(List<Path> inputs) {
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        Path start = input.toAbsolutePath().normalize();
        Path base = root.toAbsolutePath().normalize();
        Path tree = start.startsWith(base) ? base : start;
        directory(start, IgnoreRules.above(start), real(tree, tree));
      } else if (Files.exists(input, LinkOption.NOFOLLOW_LINKS)) {
        add(input, true);
      } else {
        gap("not-found", input, "no such file or directory", null);
      }
    }
    // what links lead to is known by its own place first
    while (!links.isEmpty()) {
      Link link = links.remove();
      if (leadsInto(link)) {
        visit(link.path(), link.rules(), link.tree());
      }
    }
    return files;
  }

  private static Path real(Path path, Path otherwise) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return otherwise;
    }
  }

  private void gap(String code, Path path, String message, @Nullable String hint) {
    gaps.accept(new Gap(code, true, Uris.of(root, path), null, message, hint));
  }

  private void directory(Path directory, @Nullable IgnoreRules above, Path tree) {
    List<Path> children = new ArrayList<>();
    try {
      if (!visited.add(directory.toRealPath())) {
        return;
      }
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
        stream.forEach(children::add);
      }
    } catch (IOException | DirectoryIteratorException e) {
      gap("unreadable", directory, "cannot list the directory: " + reason(e), null);
      return;
    }
    IgnoreRules rules = IgnoreRules.in(directory, above);
    children.sort(null);
    for (Path child : children) {
      boolean ignored = rules != null && rules.ignores(child, Files.isDirectory(child));
      if (ignored || String.valueOf(child.getFileName()).equals(".git")) {
        continue;
      }
      if (Files.isSymbolicLink(child)) {
        links.add(new Link(child, rules, tree));
      } else {
        visit(child, rules, tree);
      }
    }
  }

  private void visit(Path path, @Nullable IgnoreRules rules, Path tree) {
    if (Files.isDirectory(path)) {
      directory(path, rules, tree);
    } else if (FileTypes.isCandidate(path) || isJudgeable(path)) {
      add(path, false);
    }
  }

  private boolean leadsInto(Link of) {
    Path link = of.path();
    boolean matters = Files.isDirectory(link) || FileTypes.isCandidate(link);
    try {
      if (link.toRealPath().startsWith(of.tree())) {
        return true;
      }
      if (matters) {
        gap(
            "link-outside",
            link,
            "a link that leads out of the tree; it was not followed",
            "name what it leads to as a further input, or name the link in .bulkheadignore");
      }
    } catch (IOException e) {
      if (matters) {
        gap("broken-link", link, "a link that leads nowhere: " + reason(e), null);
      }
    }
    return false;
  }

  /** Looks at the beginning of a file whose name says little. */
  private static boolean isJudgeable(Path file) {
    if (!FileTypes.mayBeCandidate(file) || !Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BEGINNING);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.indexOf('\0') < 0 && FileTypes.looksJudgeable(file, text);
    } catch (IOException e) {
      // most files without an ending are programs; that one cannot be read is no news
      return false;
    }
  }

  private void add(Path file, boolean named) {
    if (!visited.add(real(file, file.toAbsolutePath().normalize()))) {
      return;
    }
    if (files.size() == limits.files()) {
      gap(
          "too-many-files",
          file,
          "more than " + limits.files() + " files; the rest was not read",
          "scan parts of the tree");
    }
    if (files.size() <= limits.files()) {
      files.add(new FoundFile(file, named));
    }
  }

  static String reason(Exception e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException a -> "permission denied";
      case java.nio.file.NoSuchFileException a -> "the file is gone";
      case java.nio.file.FileSystemLoopException a -> "the links form a loop";
      case java.nio.file.FileSystemException f
          when String.valueOf(f.getReason()).startsWith("Too many levels of symbolic links") ->
          "the links form a loop";
      default -> String.valueOf(e.getMessage());
    };
  }
}

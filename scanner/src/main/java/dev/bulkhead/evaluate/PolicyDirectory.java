package dev.bulkhead.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A directory of what users bring: controls, and mappings to frameworks. */
public final class PolicyDirectory {
  private PolicyDirectory() {}

  /**
   * The files below a directory, in order; or the file itself where it is one. What lies in hidden
   * directories is left out: a mounted ConfigMap holds each file a second time in one.
   *
   * @param wanted decides by the file's name
   * @throws IOException where the directory cannot be read
   */
  public static List<Path> files(Path directory, Predicate<String> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> wanted.test(String.valueOf(file.getFileName())))
          .filter(file -> !hidden(directory.relativize(file)))
          .sorted()
          .toList();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean hidden(Path inside) {
    Path parent = inside.getParent();
    return parent != null
        && StreamSupport.stream(parent.spliterator(), false)
            .anyMatch(part -> part.toString().startsWith("."));
  }
}

package dev.bulkhead.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for copies and results, which only this user can read and which goes away. */
record WorkDirectory(Path path) implements AutoCloseable {

  static WorkDirectory create() throws IOException {
    return new WorkDirectory(Files.createTempDirectory("bulkhead-render"));
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // what is left lies in the directory for temporary files, which is emptied by others
      path.toFile().deleteOnExit();
    }
  }

  Path directory(String name) throws IOException {
    return Files.createDirectories(path.resolve(name));
  }

  Path write(String name, List<String> lines) throws IOException {
    return Files.write(path.resolve(name), lines);
  }
}

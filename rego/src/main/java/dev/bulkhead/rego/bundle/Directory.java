package dev.bulkhead.rego.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads the files of a directory into memory, in the order of their names. */
final class Directory {
  private Directory() {}

  /** Everything that may belong to a bundle; paths are relative, with slashes. */
  static Map<String, byte[]> read(Path root, Limits limits) throws IOException {
    return read(root, new FileReads(limits), BundleReader::belongs);
  }

  /** The files whose paths are wanted. Links to directories are not followed. */
  static Map<String, byte[]> read(Path root, FileReads reads, Predicate<String> wanted)
      throws IOException {
    var out = new LinkedHashMap<String, byte[]>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : (Iterable<Path>) walk.sorted()::iterator) {
        String path = root.relativize(file).toString().replace('\\', '/');
        if (wanted.test(path) && Files.isRegularFile(file)) {
          try (InputStream in = Files.newInputStream(file)) {
            out.put(path, reads.read(file.toString(), in));
          }
        }
      }
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
    return out;
  }
}

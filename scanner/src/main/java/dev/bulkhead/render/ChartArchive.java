package dev.bulkhead.render;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks a packaged chart: a gzipped tar with the chart's name as its first directory. Regular
 * files only; what would lie outside of the directory is left out.
 */
final class ChartArchive {
  private ChartArchive() {}

  /** Counts what is read. */
  interface Budget {
    void spend(long bytes) throws IOException;
  }

  /**
   * @throws IOException where it is no such archive, or larger than allowed
   */
  static void unpack(Path archive, Path target, Budget budget) throws IOException {
    try (InputStream file = Files.newInputStream(archive);
        var tar =
            new TarArchiveInputStream(
                new BufferedInputStream(new GZIPInputStream(file)), "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        budget.spend(entry.getSize());
        Path path = target.resolve(entry.getName()).normalize();
        if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && isBelow(path, target)) {
          Path parent = path.getParent();
          Files.createDirectories(parent == null ? target : parent);
          Files.write(path, StagedText.of(tar.readNBytes(Math.toIntExact(entry.getSize()))));
        }
      }
    }
  }

  private static boolean isBelow(Path path, Path target) {
    return path.startsWith(target) && !path.equals(target);
  }
}

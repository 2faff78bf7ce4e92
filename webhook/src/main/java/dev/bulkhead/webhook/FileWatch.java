package dev.bulkhead.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Looks at files every few seconds, and says when their contents changed. Watching the file system
 * would miss mounted ConfigMaps and Secrets, which change by the exchange of a link above them.
 */
final class FileWatch {
  private final Supplier<List<Path>> files;
  private final Runnable changed;
  private long seen;

  /**
   * @param files files and directories, asked for each time
   */
  FileWatch(Supplier<List<Path>> files, Runnable changed) {
    this.files = files;
    this.changed = changed;
    this.seen = digest();
  }

  /** Looks every so often, until the timer or what is returned is stopped. */
  ScheduledFuture<?> every(long seconds, ScheduledExecutorService timer) {
    return timer.scheduleWithFixedDelay(this::look, seconds, seconds, TimeUnit.SECONDS);
  }

  synchronized void look() {
    long now = digest();
    if (now != seen) {
      seen = now;
      changed.run();
    }
  }

  private long digest() {
    long out = 1;
    for (Path path : files.get()) {
      out = 31 * out + digest(path);
    }
    return out;
  }

  private static long digest(Path path) {
    if (Files.isDirectory(path)) {
      try (Stream<Path> inside = Files.walk(path, 8)) {
        return inside
            .filter(Files::isRegularFile)
            .sorted()
            .mapToLong(FileWatch::ofFile)
            .reduce(7, (a, b) -> 31 * a + b);
      } catch (IOException e) {
        return 0;
      }
    }
    return ofFile(path);
  }

  private static long ofFile(Path file) {
    try {
      var crc = new java.util.zip.CRC32C();
      crc.update(file.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      crc.update(Files.readAllBytes(file));
      return crc.getValue();
    } catch (IOException e) {
      return 0;
    }
  }
}

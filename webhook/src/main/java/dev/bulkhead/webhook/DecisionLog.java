package dev.bulkhead.webhook;

import dev.bulkhead.admission.Webhook;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The file of {@linkplain dev.bulkhead.admission.DecisionLine decisions}, rotated by size. */
final class DecisionLog implements Closeable {
  private final @Nullable Path file;
  private final long mostBytes;
  private final int files;
  private OutputStream out;
  private long bytes;

  DecisionLog(Webhook.DecisionRecords records, OutputStream standard) throws IOException {
    this.file = records.file();
    this.mostBytes = records.bytes();
    this.files = Math.max(1, records.files());
    this.out = file == null ? standard : open(file);
    this.bytes = file == null ? 0 : Files.size(file);
  }

  private static OutputStream open(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Writes a line, in full and flushed when this returns. */
  void write(byte[] line) throws IOException {
    synchronized (this) {
      if (file != null && bytes > 0 && bytes + line.length > mostBytes) {
        rotate(file);
      }
      out.write(line);
      out.flush();
      bytes += line.length;
    }
  }

  /** {@code decisions.log} becomes {@code decisions.log.1}, that becomes {@code .2}; the last goes. */
  private void rotate(Path current) throws IOException {
    out.close();
    for (int i = files - 1; i >= 1; i--) {
      Path older = numbered(current, i);
      Path newer = i == 1 ? current : numbered(current, i - 1);
      if (Files.exists(newer)) {
        Files.move(newer, older, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (files == 1) {
      Files.deleteIfExists(current);
    }
    out = open(current);
    bytes = 0;
  }

  private static Path numbered(Path file, int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public synchronized void close() throws IOException {
    if (file != null) {
      out.close();
    }
  }
}

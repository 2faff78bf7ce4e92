package dev.bulkhead.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes a file whole or not at all: into a temporary file beside it, then renamed. A full disk or
 * a failure in between leaves what was there before, and nothing else.
 */
public final class AtomicFile {

  /** Something that writes to a stream. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Writes {@code target}; missing directories are made. A target that is a device or a pipe, such
   * as {@code /dev/stdout}, is written to directly, and a symbolic link stays one.
   */
  public static void write(Path target, Content content) throws IOException {
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      writeDirectly(target, content);
      return;
    }
    Path file = Files.isSymbolicLink(target) ? linked(target) : target.toAbsolutePath();
    Path folder = Objects.requireNonNullElse(file.getParent(), file);
    Files.createDirectories(folder);
    Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      writeThrough(temporary, content);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Path linked(Path link) throws IOException {
    return Files.exists(link)
        ? link.toRealPath()
        : link.toAbsolutePath().resolveSibling(Files.readSymbolicLink(link));
  }

  private static void writeDirectly(Path target, Content content) throws IOException {
    if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(target)) {
      throw new java.nio.file.FileSystemException(target.toString(), null, "is a directory");
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      content.writeTo(out);
    }
  }

  private static void writeThrough(Path file, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }
}

package dev.bulkhead.render;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks a packaged chart: a gzipped tar with the chart's name as its first directory. Regular
 * files only; what would lie outside of the directory is left out.
 */
final class ChartArchive {
  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 4096;

  private final InputStream in;
  private final Path target;
  private final Budget budget;

  private ChartArchive(InputStream in, Path target, Budget budget) {
    this.in = in;
    this.target = target;
    this.budget = budget;
  }

  /** Counts what is written. */
  interface Budget {
    void spend(long bytes) throws IOException;
  }

  /**
   * @throws IOException where it is no such archive, or larger than allowed
   */
  static void unpack(Path archive, Path target, Budget budget) throws IOException {
    try (InputStream file = Files.newInputStream(archive);
        InputStream in = new BufferedInputStream(new GZIPInputStream(file))) {
      new ChartArchive(in, target, budget).unpack();
    }
  }

  private void unpack() throws IOException {
    String longName = "";
    while (true) {
      byte[] header = in.readNBytes(BLOCK);
      if (header.length < BLOCK || header[0] == 0) {
        return;
      }
      long size = octal(header, 124, 12);
      budget.spend(size);
      String name = longName.isEmpty() ? name(header) : longName;
      longName = "";
      switch (header[156]) {
        case 0, '0' -> file(name, size);
        case 'L' -> longName = text(content(size)).replace("\0", "");
        case 'x' -> longName = paxPath(text(content(size)));
        default -> in.skipNBytes(size);
      }
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }
  }

  private void file(String name, long size) throws IOException {
    Path file = target.resolve(name).normalize();
    if (!file.startsWith(target) || file.equals(target)) {
      in.skipNBytes(size);
      return;
    }
    byte[] content = in.readNBytes(Math.toIntExact(size));
    if (content.length < size) {
      throw new EOFException("the archive ends early");
    }
    Path parent = file.getParent();
    Files.createDirectories(parent == null ? target : parent);
    Files.write(file, StagedText.of(content));
  }

  private byte[] content(long size) throws IOException {
    if (size > LONGEST_NAME) {
      throw new IOException("the archive has a name longer than " + LONGEST_NAME);
    }
    return in.readNBytes((int) size);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The ustar prefix comes before the name. */
  private static String name(byte[] header) {
    String name = field(header, 0, 100);
    String prefix = header[257] == 'u' ? field(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String field(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return text(Arrays.copyOfRange(header, from, end));
  }

  private static long octal(byte[] header, int from, int length) throws IOException {
    try {
      String digits = field(header, from, length).strip();
      long value = digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IOException("no tar archive", e);
    }
    throw new IOException("no tar archive");
  }

  /** The path out of records {@code length key=value\n}. */
  private static String paxPath(String records) {
    for (String line : records.split("\n", -1)) {
      int key = line.indexOf(" path=");
      if (key >= 0) {
        return line.substring(key + " path=".length());
      }
    }
    return "";
  }
}

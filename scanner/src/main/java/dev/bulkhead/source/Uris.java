package dev.bulkhead.source;

import java.nio.file.Path;

/** Names of files in reports: relative to the root with forward slashes. */
public final class Uris {
  private Uris() {}

  /** Relative to the root where the file lies below it, else absolute. */
  public static String of(Path root, Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path base = root.toAbsolutePath().normalize();
    String path = (absolute.startsWith(base) ? base.relativize(absolute) : absolute).toString();
    return path.isEmpty() ? "." : path.replace('\\', '/');
  }
}

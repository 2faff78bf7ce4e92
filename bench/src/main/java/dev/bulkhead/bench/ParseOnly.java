package dev.bulkhead.bench;

import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.nio.file.Path;
import java.util.List;

/** Reads a directory as a scan does, and stops there: what a scan cannot do without. */
public final class ParseOnly {
  private ParseOnly() {}

  /** Starts this in a bare JVM. */
  static List<String> command(Path directory) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        ParseOnly.class.getName(),
        directory.toString());
  }

  /**
   * @param args the directory
   */
  public static void main(String[] args) {
    Path directory = Path.of(args[0]);
    var result = new SourceReader(directory, Limits.STANDARD).read(List.of(directory));
    long documents = result.files().stream().mapToLong(f -> f.documents().size()).sum();
    System.out.println(documents + " documents");
  }
}

package dev.bulkhead.source;

/**
 * How much of the input is read. What lies beyond is reported as not evaluated.
 *
 * @param fileBytes size of a file
 * @param depth how deep a document may be nested
 * @param nodes how many nodes a file may have, aliases expanded
 * @param files how many files are read
 */
public record Limits(long fileBytes, int depth, int nodes, int files) {
  public static final Limits STANDARD = new Limits(20L * 1024 * 1024, 100, 2_000_000, 500_000);

  /** The same with another size of files. */
  public Limits withFileBytes(long bytes) {
    return new Limits(bytes, depth, nodes, files);
  }

  /** The size of files in words. */
  String fileSize() {
    long kibibytes = fileBytes / 1024;
    if (kibibytes == 0) {
      return fileBytes + " bytes";
    }
    return kibibytes < 1024 ? kibibytes + " KiB" : kibibytes / 1024 + " MiB";
  }
}

package dev.bulkhead.rego.bundle;

/**
 * How much is read. What goes beyond is refused and not cut off.
 *
 * @param fileBytes of one file, unpacked
 * @param totalBytes of all files together, unpacked
 * @param files how many
 */
public record Limits(long fileBytes, long totalBytes, int files) {

  /** 256 MiB a file, 1 GiB and 100,000 files in all. */
  public static final Limits STANDARD = new Limits(256L << 20, 1L << 30, 100_000);
}

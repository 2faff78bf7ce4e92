package dev.bulkhead.cli;

import dev.bulkhead.source.Limits;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What commands that read input have in common: how much, and how charts are rendered. */
final class InputOptions {
  @Option(
      names = "--max-file-size",
      paramLabel = "SIZE",
      defaultValue = "20M",
      converter = Size.class,
      description =
          "Larger files are not read but reported: bytes, or with K, M or G. Default: ${DEFAULT-VALUE}.")
  private long maxFileSize = Limits.STANDARD.fileBytes();

  Limits limits() {
    return Limits.STANDARD.withFileBytes(maxFileSize);
  }

  /** {@code 500K}, {@code 20M}, {@code 1G}: powers of 1024. */
  static final class Size implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      String text = value.strip().toUpperCase(Locale.ROOT);
      int unit = text.isEmpty() ? -1 : "KMG".indexOf(text.charAt(text.length() - 1));
      String number = unit < 0 ? text : text.substring(0, text.length() - 1);
      try {
        long bytes = Math.multiplyExact(Long.parseLong(number), 1L << (10 * (unit + 1)));
        if (bytes > 0 && bytes < Integer.MAX_VALUE - 16) {
          return bytes;
        }
      } catch (NumberFormatException | ArithmeticException e) {
        // said below
      }
      throw new TypeConversionException(
          "'" + value + "' is no size between 1 and 2047M, such as 500K or 20M");
    }
  }
}

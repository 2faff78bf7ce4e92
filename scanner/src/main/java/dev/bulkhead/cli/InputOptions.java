package dev.bulkhead.cli;

import dev.bulkhead.render.RenderOptions;
import dev.bulkhead.source.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What commands that read input have in common: which, how much, and how charts are rendered. */
final class InputOptions {
  @Parameters(
      paramLabel = "PATH",
      description =
          "Files and directories; - reads standard input. Default: the current directory.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Platform file. Default: bulkhead.yaml in the first directory scanned, or in the current one.")
  private @Nullable Path config;

  @Option(
      names = "--stdin-name",
      paramLabel = "NAME",
      defaultValue = "stdin.yaml",
      description = "Name for standard input, which tells its format.")
  private String stdinName = "stdin.yaml";

  @Option(
      names = "--max-file-size",
      paramLabel = "SIZE",
      defaultValue = "20M",
      converter = Size.class,
      description =
          "Larger files are not read but reported: bytes, or with K, M or G. Default: ${DEFAULT-VALUE}.")
  private long maxFileSize = Limits.STANDARD.fileBytes();

  @Option(
      names = {"-f", "--values"},
      paramLabel = "FILE",
      description = "Values for the charts in the input. May be repeated; later ones win.")
  private List<Path> values = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Value for the charts, over those of files. May be repeated.")
  private List<String> set = new ArrayList<>();

  @Option(
      names = "--set-string",
      paramLabel = "KEY=VALUE",
      description = "The same, as a string whatever it looks like.")
  private List<String> setString = new ArrayList<>();

  @Option(
      names = "--set-file",
      paramLabel = "KEY=FILE",
      description = "The same, with the text of a file.")
  private List<String> setFile = new ArrayList<>();

  @Option(
      names = "--release-name",
      paramLabel = "NAME",
      defaultValue = "release-name",
      description = "Name of the release that charts are rendered for. Default: ${DEFAULT-VALUE}.")
  private String releaseName = "release-name";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "Namespace of the release; what charts put into no namespace is in this one.")
  private @Nullable String namespace;

  @Option(
      names = "--kube-version",
      paramLabel = "VERSION",
      description = "Version of Kubernetes that charts see.")
  private @Nullable String kubeVersion;

  Input input() {
    return new Input(
        paths.isEmpty() ? List.of(Path.of(".")) : paths,
        config,
        stdinName,
        Limits.STANDARD.withFileBytes(maxFileSize),
        rendering());
  }

  /** Checked here, so that a mistake in them ends the run before anything is read. */
  private RenderOptions rendering() {
    for (Path file : values) {
      if (!Files.isRegularFile(file)) {
        throw new InputException("no such file of values: " + file);
      }
    }
    var options =
        new RenderOptions(values, set, setString, setFile, releaseName, namespace, kubeVersion);
    options
        .problem()
        .ifPresent(problem -> {
          throw new InputException(problem);
        });
    return options;
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

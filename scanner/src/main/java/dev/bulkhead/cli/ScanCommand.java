package dev.bulkhead.cli;

import dev.bulkhead.model.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulkhead scan}. */
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    description =
        "Judges files and directories, and says what breaks isolation, TLS, non-root, secrets and exposure rules.",
    footerHeading = "%nExamples%n",
    footer = {
      "  bulkhead scan .",
      "  bulkhead scan clusters/ --only ISO,critical --all",
      "  bulkhead scan . -o console -o sarif=out.sarif -o markdown=summary.md",
      "  bulkhead scan . --explain ISO-03 --tenant north",
      "  helm template odoo charts/odoo | bulkhead scan -"
    })
final class ScanCommand extends JudgingCommand {
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

  @Mixin private InputOptions input = new InputOptions();

  @Override
  Scan.Outcome judge(Progress progress) throws IOException {
    return scan(paths.isEmpty() ? List.of(Path.of(".")) : paths, config, stdinName, input)
        .run(progress);
  }
}

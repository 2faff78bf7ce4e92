package dev.bulkhead.cli;

import dev.bulkhead.model.Progress;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  @Mixin private InputOptions input = new InputOptions();

  @Override
  Scan.Outcome judge(Progress progress) throws IOException {
    return scan(input.input()).run(progress);
  }
}

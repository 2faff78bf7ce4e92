package dev.bulkhead.cli;

import dev.bulkhead.model.Progress;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.snapshot.SnapshotException;
import dev.bulkhead.snapshot.SnapshotReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulkhead evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Judges a snapshot as scan would have judged the files when it was taken.",
    footerHeading = "%nExamples%n",
    footer = {
      "  bulkhead snapshot . -o s.json",
      "  bulkhead evaluate s.json --source . -o html=report.html"
    })
final class EvaluateCommand extends JudgingCommand {
  @Parameters(paramLabel = "SNAPSHOT", description = "What snapshot wrote.")
  private Path file = Path.of("");

  @Option(
      names = "--source",
      paramLabel = "DIR",
      defaultValue = ".",
      description =
          "Where the scanned files lie: lines of those that did not change are shown. Default: the current directory.")
  private Path source = Path.of(".");

  @Override
  Scan.Outcome judge(Progress progress) throws IOException {
    return scan(Input.of(source, null)).judge(read(), progress);
  }

  private Snapshot read() throws IOException {
    try {
      return SnapshotReader.read(file);
    } catch (SnapshotException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw new InputException("no such snapshot: " + file);
    }
  }
}

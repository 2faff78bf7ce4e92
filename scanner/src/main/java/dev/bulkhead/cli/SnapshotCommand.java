package dev.bulkhead.cli;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.report.AtomicFile;
import dev.bulkhead.snapshot.SnapshotWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bulkhead snapshot}. */
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    description =
        "Writes down what a scan would judge, without secret values; evaluate judges it later.")
final class SnapshotCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "File to write. Default: standard output.")
  private @Nullable Path output;

  @Option(
      names = "--allow-incomplete",
      description = "Do not make the exit code 2 where parts of the input could not be read.")
  private boolean allowIncomplete;

  @Mixin private InputOptions input = new InputOptions();

  @Override
  public Integer call() throws IOException {
    Snapshot snapshot = input.input().collect();
    write(snapshot);
    if (snapshot.gaps().stream().anyMatch(Gap::incomplete) && !allowIncomplete) {
      spec.commandLine()
          .getErr()
          .println(
              "bulkhead: parts of the input could not be read; the snapshot says which (--allow-incomplete accepts that)");
      return Main.INPUT_ERROR;
    }
    return Main.CLEAN;
  }

  private void write(Snapshot snapshot) throws IOException {
    if (output == null) {
      var bytes = new ByteArrayOutputStream();
      SnapshotWriter.write(snapshot, bytes);
      PrintWriter out = spec.commandLine().getOut();
      out.print(bytes.toString(StandardCharsets.UTF_8));
      out.flush();
      return;
    }
    try {
      AtomicFile.write(output, out -> SnapshotWriter.write(snapshot, out));
    } catch (IOException e) {
      throw new InputException("cannot write " + output + ": " + WriteFailure.reason(e, output));
    }
  }
}

package dev.bulkhead.cli;

import dev.bulkhead.config.PlatformProposal;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulkhead init}. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Proposes a bulkhead.yaml from what a directory holds, on standard output.",
    footerHeading = "%nExamples%n",
    footer = "  bulkhead init > bulkhead.yaml")
final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      defaultValue = ".",
      description = "Directory to look at. Default: the current one.")
  private Path path = Path.of(".");

  @Override
  public Integer call() {
    if (!Files.isDirectory(path)) {
      throw new InputException("no such directory: " + path);
    }
    var builder = new SnapshotBuilder(new Normalizers(Digest.withRandomKey()));
    builder.add(new SourceReader(path, Limits.STANDARD).read(List.of(path)));
    Path folder = path.toAbsolutePath().normalize().getFileName();
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        PlatformProposal.of(folder == null ? "platform" : folder.toString(), builder.entities()));
    out.flush();
    return Main.CLEAN;
  }
}

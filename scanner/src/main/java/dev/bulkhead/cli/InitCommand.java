package dev.bulkhead.cli;

import dev.bulkhead.config.PlatformInference;
import dev.bulkhead.model.Tenant;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.PrintWriter;
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
    description = "Proposes a bulkhead.yaml from what a directory holds, on standard output.")
final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      defaultValue = ".",
      description = "Directory to look at. Default: the current one.")
  private Path path = Path.of(".");

  @Override
  public Integer call() {
    var builder = new SnapshotBuilder(new Normalizers(Digest.withRandomKey()));
    builder.add(new SourceReader(path, Limits.STANDARD).read(List.of(path)));
    PrintWriter out = spec.commandLine().getOut();
    out.println("# Proposed from what was found; check every line.");
    out.println("platform: my-platform");
    out.println(
        "# complete: the scanned files are the whole platform; partial: parts lie elsewhere");
    out.println("scope: partial");
    out.println("tenants:");
    for (Tenant tenant : PlatformInference.infer(builder.entities()).tenants()) {
      out.println("  - id: " + quoted(tenant.id()));
      out.println("    tier: shared # shared, hybrid or dedicated");
      out.println("    environment: production");
      out.println("    owns:");
      out.println(
          "      namespaces: ["
              + String.join(
                  ", ", tenant.owns().namespaces().stream().map(InitCommand::quoted).toList())
              + "]");
    }
    out.println("# approvedRegistries: [registry.example.com/platform]");
    out.println("# breakGlassGroups: [platform-break-glass]");
    return Main.CLEAN;
  }

  private static String quoted(String text) {
    boolean plain =
        !text.isEmpty()
            && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
    return plain && !Character.isDigit(text.charAt(0))
        ? text
        : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}

package dev.bulkhead.cli;

import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.tool.JsonOutput;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulkhead policy check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Compiles policies as opa check --strict does, and reports every error.",
    footer = {"", "Exit codes: 0 no errors, 1 errors."})
final class PolicyCheckCommand implements Callable<Integer> {
  private static final int ERRORS = 1;

  /** In which form errors are shown. */
  enum Format {
    PRETTY,
    JSON
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files, directories, bundles.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "pretty",
      description = "pretty or json. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.PRETTY;

  @Option(
      names = "--no-strict",
      description =
          "Accept what compiles but is likely a mistake: unused variables, parameters and imports.")
  private boolean lenient;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      Rego.Compiler compiler =
          Rego.compiler().grant(PolicySources.GRANTED).modules(PolicySources.read(paths));
      (lenient ? compiler : compiler.strict()).compile();
      return Main.CLEAN;
    } catch (RegoException e) {
      switch (format) {
        case PRETTY -> err.println(e.getMessage());
        case JSON ->
            spec.commandLine()
                .getOut()
                .println(
                    JsonOutput.text(json -> {
                      json.writeStartObject();
                      JsonOutput.errors(json, e.errors());
                      json.writeEndObject();
                    }));
      }
    } catch (InputException e) {
      err.println("bulkhead: " + e.getMessage());
    }
    return ERRORS;
  }
}

package dev.bulkhead.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
    name = "bulkhead",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Tells whether every tenant of an ERP platform is isolated, encrypted, unprivileged and backed up.",
    subcommands = {
      ScanCommand.class,
      SnapshotCommand.class,
      EvaluateCommand.class,
      AdmitCommand.class,
      ServeCommand.class,
      ControlsCommand.class,
      PolicyCommand.class,
      InitCommand.class,
      SchemaCommand.class,
      CompletionCommand.class
    },
    footerHeading = "%nExamples%n",
    footer = {
      "  bulkhead scan .                        scan a checkout",
      "  bulkhead scan . -o sarif=out.sarif -o html=report.html",
      "  bulkhead controls show ISO-03          what a control wants, and why",
      "  bulkhead init > bulkhead.yaml          propose the platform file",
      "",
      "bulkhead COMMAND --help tells more of a command."
    })
public final class Main implements Runnable {
  static final int CLEAN = 0;
  static final int FINDINGS = 1;
  static final int INPUT_ERROR = 2;
  static final int INTERNAL_ERROR = 3;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command, for example: bulkhead scan .");
  }

  public static void main(String[] args) {
    var stdout = new StandardOutput();
    var out = new PrintWriter(stdout, false, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = execute(args, out, err);
    out.flush();
    if (stdout.failure() != null && !stdout.readerHasGone()) {
      err.println("bulkhead: cannot write to standard output: " + stdout.failure().getMessage());
      code = INPUT_ERROR;
    }
    System.exit(code);
  }

  /**
   * Runs the program.
   *
   * @return the exit code
   */
  public static int execute(String[] args, PrintWriter out, PrintWriter err) {
    try {
      return run(args, out, err);
    } catch (StackOverflowError | OutOfMemoryError e) {
      err.println(
          "bulkhead: internal error: "
              + (e instanceof OutOfMemoryError ? "out of memory" : "the stack overflowed")
              + "; nothing was judged; scan parts of the tree, and please report it");
    } catch (Error e) {
      err.println("bulkhead: internal error: " + e + "; please report it");
    }
    return INTERNAL_ERROR;
  }

  private static int run(String[] args, PrintWriter out, PrintWriter err) {
    return commandLine()
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler((e, command, parsed) -> {
          if (e instanceof InputException) {
            err.println("bulkhead: " + e.getMessage());
            return INPUT_ERROR;
          }
          err.println("bulkhead: internal error: " + e + "; please report it");
          return INTERNAL_ERROR;
        })
        .execute(args);
  }

  /** The commands as they are described. */
  static CommandLine commandLine() {
    return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
  }
}

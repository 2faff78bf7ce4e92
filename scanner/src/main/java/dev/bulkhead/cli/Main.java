package dev.bulkhead.cli;

import dev.bulkhead.evaluate.ControlLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
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

  /** Commands that judge: they need the controls, which load while the command line is read. */
  private static final Set<String> JUDGING = Set.of("scan", "evaluate", "admit");

  /** The commands by their names. */
  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("scan", ScanCommand.class);
    COMMANDS.put("snapshot", SnapshotCommand.class);
    COMMANDS.put("evaluate", EvaluateCommand.class);
    COMMANDS.put("admit", AdmitCommand.class);
    COMMANDS.put("serve", ServeCommand.class);
    COMMANDS.put("controls", ControlsCommand.class);
    COMMANDS.put("policy", PolicyCommand.class);
    COMMANDS.put("init", InitCommand.class);
    COMMANDS.put("schema", SchemaCommand.class);
    COMMANDS.put("completion", CompletionCommand.class);
  }

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
    String first = args.length == 0 ? "" : args[0];
    if (JUDGING.contains(first)) {
      ForkJoinPool.commonPool().execute(Main::loadControls);
    }
    // describing a command takes longer than many a scan; completion is about all of them
    boolean alone = COMMANDS.containsKey(first) && !first.equals("completion");
    return commandLine(alone ? Set.of(first) : COMMANDS.keySet())
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

  private static void loadControls() {
    try {
      ControlLibrary.builtIn();
    } catch (IOException | RuntimeException e) {
      // who needs them meets the same, and says so
    }
  }

  /** The commands as they are described. */
  static CommandLine commandLine() {
    return commandLine(COMMANDS.keySet());
  }

  private static CommandLine commandLine(Set<String> names) {
    var line = new CommandLine(new Main());
    COMMANDS.forEach((name, command) -> {
      if (names.contains(name)) {
        line.addSubcommand(name, command);
      }
    });
    return line.setCaseInsensitiveEnumValuesAllowed(true);
  }
}

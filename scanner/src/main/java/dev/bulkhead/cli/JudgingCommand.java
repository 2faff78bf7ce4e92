package dev.bulkhead.cli;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Selection;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.report.AtomicFile;
import dev.bulkhead.report.ReportFormat;
import dev.bulkhead.report.ReportOptions;
import dev.bulkhead.report.ReportOptions.SarifProfile;
import dev.bulkhead.report.SourceText;
import dev.bulkhead.snapshot.ContentDigest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What commands that judge have in common: which controls, which reports, which exit code. */
abstract class JudgingCommand implements Callable<Integer> {
  /** Reports that say which snapshot they are about; for the others it is not worked out. */
  private static final Set<String> NAMING_THE_SNAPSHOT = Set.of("json", "html");

  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT[=FILE]",
      description =
          "Report to write: console, sarif, json, html, junit, gitlab or markdown; without a file to standard output. May be repeated. Default: console.")
  private List<String> outputs = new ArrayList<>();

  @Option(
      names = "--waivers",
      paramLabel = "FILE",
      description = "Waivers. Default: waivers.yaml beside the platform file.")
  private @Nullable Path waivers;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "JSON report of an earlier scan; only findings that are not in it count.")
  private @Nullable Path baseline;

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      description = "Directory of further controls in Rego. May be repeated.")
  private List<Path> policies = new ArrayList<>();

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Only these controls: ids, planes, severities, frameworks, globs.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--skip", split = ",", paramLabel = "NAME", description = "Not these controls.")
  private List<String> skip = new ArrayList<>();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "medium",
      description =
          "Least severity that makes the exit code 1: critical, high, medium or low. Default: ${DEFAULT-VALUE}.")
  private Severity failOn = Severity.MEDIUM;

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      defaultValue = "low",
      description = "Least severity that is shown; the exit code does not depend on it.")
  private Severity shown = Severity.LOW;

  @Option(
      names = "--tenant",
      split = ",",
      paramLabel = "TENANT",
      description = "Show findings of these tenants only; the exit code does not depend on it.")
  private Set<String> tenants = Set.of();

  @Option(
      names = "--allow-incomplete",
      description = "Do not make the exit code 2 where parts of the input were not evaluated.")
  private boolean allowIncomplete;

  @Option(
      names = "--all",
      description = "Show every finding on the console, and not only the first of each kind.")
  private boolean all;

  @Option(
      names = "--sarif-profile",
      defaultValue = "github",
      paramLabel = "PROFILE",
      description = "github: new failures only; full: waived findings too.")
  private String sarifProfile = "github";

  @Option(
      names = "--category",
      defaultValue = "bulkhead",
      paramLabel = "NAME",
      description = "SARIF category, by which uploads replace each other.")
  private String category = "bulkhead";

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "always, never or auto.")
  private String color = "auto";

  @Override
  public Integer call() throws IOException {
    List<String[]> targets = targets();
    Scan.Outcome outcome = judge();
    String digest =
        targets.stream().anyMatch(t -> NAMING_THE_SNAPSHOT.contains(t[0]))
            ? ContentDigest.of(outcome.assessment().snapshot())
            : null;
    for (String[] target : targets) {
      write(target, outcome.assessment(), outcome.root(), digest);
    }
    return exitCode(outcome.assessment());
  }

  /** What the command judges. */
  abstract Scan.Outcome judge() throws IOException;

  Scan scan(List<Path> paths, @Nullable Path config, String stdinName, InputOptions input) {
    return new Scan(
        paths,
        config,
        waivers,
        baseline,
        policies,
        new Selection(List.copyOf(only), List.copyOf(skip)),
        stdinName,
        input.limits());
  }

  private List<String[]> targets() {
    var out = new ArrayList<String[]>();
    for (String output : outputs.isEmpty() ? List.of("console") : outputs) {
      int equals = output.indexOf('=');
      String format = equals < 0 ? output : output.substring(0, equals);
      if (ReportFormat.named(format).isEmpty()) {
        throw new InputException(
            "unknown format \"" + format + "\"; formats: " + String.join(", ", ReportFormat.ids()));
      }
      out.add(new String[] {format, equals < 0 ? "" : output.substring(equals + 1)});
    }
    return out;
  }

  private void write(String[] target, Assessment assessment, Path root, @Nullable String digest)
      throws IOException {
    ReportFormat format = ReportFormat.named(target[0]).orElseThrow();
    boolean toFile = !target[1].isEmpty();
    ReportOptions options = options(assessment, root, digest, !toFile && coloured());
    if (!toFile) {
      var bytes = new ByteArrayOutputStream();
      format.reporter().write(assessment, options, bytes);
      PrintWriter out = spec.commandLine().getOut();
      out.print(bytes.toString(StandardCharsets.UTF_8));
      out.flush();
      return;
    }
    try {
      AtomicFile.write(
          Path.of(target[1]), out -> format.reporter().write(assessment, options, out));
    } catch (IOException e) {
      throw new InputException("cannot write " + target[1] + ": " + e.getMessage());
    }
  }

  private ReportOptions options(
      Assessment assessment, Path root, @Nullable String digest, boolean colour) {
    return new ReportOptions(
        SourceText.under(root, assessment.snapshot()),
        new ReportOptions.Terminal(colour, true, width(), all),
        sarifProfile.equals("full") ? SarifProfile.FULL : SarifProfile.GITHUB,
        category,
        "",
        digest,
        ReportOptions.STEP_SUMMARY,
        failOn,
        new ReportOptions.Shown(shown, tenants));
  }

  private boolean coloured() {
    java.io.Console console = System.console();
    return color.equals("always")
        || (color.equals("auto")
            && console != null
            && console.isTerminal()
            && System.getenv("NO_COLOR") == null);
  }

  private static int width() {
    String columns = System.getenv("COLUMNS");
    try {
      return columns == null ? 80 : Math.clamp(Integer.parseInt(columns), 60, 160);
    } catch (NumberFormatException e) {
      return 80;
    }
  }

  private int exitCode(Assessment assessment) {
    PrintWriter err = spec.commandLine().getErr();
    boolean incomplete = assessment.snapshot().gaps().stream().anyMatch(Gap::incomplete);
    boolean failing =
        assessment.findings().stream()
            .anyMatch(f -> f.state() == Finding.State.NEW && f.severity().compareTo(failOn) <= 0);
    if (incomplete && !allowIncomplete) {
      err.println(
          "bulkhead: parts of the input were not evaluated, so this is no clean scan (--allow-incomplete accepts that)");
      return Main.INPUT_ERROR;
    }
    return failing ? Main.FINDINGS : Main.CLEAN;
  }
}

package dev.bulkhead.cli;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Progress;
import dev.bulkhead.report.AtomicFile;
import dev.bulkhead.report.ReportFormat;
import dev.bulkhead.report.ReportOptions;
import dev.bulkhead.report.SourceText;
import dev.bulkhead.snapshot.ContentDigest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What commands that judge have in common: which controls, which reports, which exit code. */
@Command(
    abbreviateSynopsis = true,
    exitCodeListHeading = "%nExit codes%n",
    exitCodeList = {
      "0:no new finding at or over --fail-on, and everything was evaluated",
      "1:new findings at or over --fail-on",
      "2:wrong usage, or input that was not evaluated, whatever was found",
      "3:internal error"
    })
abstract class JudgingCommand implements Callable<Integer> {
  /** Reports that say which snapshot they are about; for the others it is not worked out. */
  private static final Set<ReportFormat> NAMING_THE_SNAPSHOT =
      EnumSet.of(ReportFormat.JSON, ReportFormat.HTML);

  @Spec private CommandSpec spec;

  @ArgGroup(validate = false, heading = "%nControls%n", order = 2)
  private SelectionOptions selection = new SelectionOptions();

  @ArgGroup(validate = false, heading = "%nReports%n", order = 3)
  private ReportingOptions reporting = new ReportingOptions();

  @ArgGroup(validate = false, heading = "%nGate%n", order = 4)
  private GateOptions gate = new GateOptions();

  @Override
  public Integer call() throws IOException {
    List<ReportingOptions.Target> targets = reporting.targets();
    Scan.Outcome outcome = judgeShowingProgress();
    Assessment assessment = outcome.assessment();
    checkExplained(assessment);
    String digest =
        targets.stream().anyMatch(t -> NAMING_THE_SNAPSHOT.contains(t.format()))
            ? ContentDigest.of(assessment.snapshot())
            : null;
    SourceText source = SourceText.under(outcome.root(), assessment.snapshot());
    for (ReportingOptions.Target target : targets) {
      boolean toFile = target.file() != null;
      write(target, assessment, reporting.of(source, gate.failOn(), toFile, digest));
    }
    return exitCode(assessment);
  }

  private Scan.Outcome judgeShowingProgress() throws IOException {
    try (TerminalProgress shown = TerminalProgress.on(spec.commandLine().getErr())) {
      return judge(shown == null ? Progress.NONE : shown);
    }
  }

  /** What the command judges. */
  abstract Scan.Outcome judge(Progress progress) throws IOException;

  Scan scan(Input input) {
    return new Scan(
        input,
        selection.waivers(),
        selection.baseline(),
        selection.policies(),
        selection.selection(),
        reporting.explained(),
        selection.at());
  }

  private void checkExplained(Assessment assessment) {
    for (String id : reporting.explained()) {
      if (assessment.results().stream().noneMatch(r -> r.control().id().equals(id))) {
        throw new InputException(
            "no control that was asked is called "
                + id
                + "; bulkhead controls list shows them, --only and --skip choose");
      }
    }
  }

  private void write(ReportingOptions.Target target, Assessment assessment, ReportOptions options)
      throws IOException {
    Path file = target.file();
    if (file == null) {
      var bytes = new ByteArrayOutputStream();
      target.format().reporter().write(assessment, options, bytes);
      PrintWriter out = spec.commandLine().getOut();
      out.print(bytes.toString(StandardCharsets.UTF_8));
      out.flush();
      return;
    }
    try {
      AtomicFile.write(file, out -> target.format().reporter().write(assessment, options, out));
    } catch (IOException e) {
      throw new InputException("cannot write " + file + ": " + WriteFailure.reason(e, file));
    }
  }

  private int exitCode(Assessment assessment) {
    PrintWriter err = spec.commandLine().getErr();
    boolean incomplete = assessment.snapshot().gaps().stream().anyMatch(Gap::incomplete);
    boolean failing =
        assessment.findings().stream()
            .anyMatch(
                f -> f.state() == Finding.State.NEW && f.severity().compareTo(gate.failOn()) <= 0);
    if (incomplete && !gate.allowsIncomplete()) {
      err.println(
          "bulkhead: parts of the input were not evaluated, so this is no clean scan (--allow-incomplete accepts that)");
      return Main.INPUT_ERROR;
    }
    return failing ? Main.FINDINGS : Main.CLEAN;
  }
}

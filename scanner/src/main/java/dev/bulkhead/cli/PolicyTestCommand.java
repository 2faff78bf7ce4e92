package dev.bulkhead.cli;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.bundle.Sources;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.tool.Coverage;
import dev.bulkhead.rego.tool.CoverageReport;
import dev.bulkhead.rego.tool.JsonOutput;
import dev.bulkhead.rego.tool.JunitTestReport;
import dev.bulkhead.rego.tool.TestBenchmark;
import dev.bulkhead.rego.tool.TestReport;
import dev.bulkhead.rego.tool.TestResult;
import dev.bulkhead.rego.tool.TestResult.Outcome;
import dev.bulkhead.rego.tool.TestRunner;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulkhead policy test}. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Runs the rules whose names begin with test_.",
    footer = {
      "",
      "Exit codes: 0 all passed, 1 the policies do not compile or tests with coverage failed, 2 a test failed or was skipped, or too little is covered."
    })
final class PolicyTestCommand implements Callable<Integer> {
  private static final int ERRORS = 1;
  private static final int FAILED = 2;

  /** In which form results are shown. */
  enum Format {
    PRETTY,
    JSON,
    JUNIT
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Policies, tests and data: files, directories, bundles.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = {"-v", "--verbose"},
      description = "Name passed tests too, and show how failed ones failed.")
  private boolean verbose;

  @Option(
      names = {"-r", "--run"},
      paramLabel = "REGEX",
      description = "Only tests whose full name has a match, for example test_deny.")
  private @Nullable String names;

  @Option(
      names = {"-c", "--coverage"},
      description = "Report what the tests cover, in place of the results.")
  private boolean coverage;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "Least coverage; below it the exit code is 2. Implies --coverage.")
  private double threshold;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "pretty",
      description =
          "pretty, json or junit. With --coverage pretty lists the uncovered lines. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.PRETTY;

  @Option(
      names = {"-p", "--parallel"},
      paramLabel = "N",
      defaultValue = "0",
      description = "How many tests run at once. Default: one for each processor.")
  private int parallel;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "For each test. Default: ${DEFAULT-VALUE}.")
  private double timeout = 5;

  @Option(
      names = {"-z", "--exit-zero-on-skipped"},
      description = "Skipped tests do not make the exit code 2.")
  private boolean skippedPass;

  @Option(names = "--bench", description = "Measure each test in place of running it once.")
  private boolean bench;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      return run(PolicySources.read(paths));
    } catch (RegoException e) {
      err.println(e.getMessage());
    } catch (InputException e) {
      err.println("bulkhead: " + e.getMessage());
    }
    return ERRORS;
  }

  private int run(Sources sources) {
    if (threshold < 0 || threshold > 100) {
      throw new InputException("--threshold is a percentage between 0 and 100");
    }
    DataSet data = DataSet.of(sources.data());
    var covered = coverage || threshold > 0 ? new Coverage() : null;
    var options =
        new TestRunner.Options(
            pattern(),
            Duration.ofMillis((long) (timeout * 1000)),
            parallel > 0 ? parallel : Runtime.getRuntime().availableProcessors(),
            verbose,
            covered);
    if (bench) {
      return benchmark(sources, data, options);
    }
    List<TestResult> results = new TestRunner(sources.modules(), data, options).run();
    return covered == null
        ? report(results, sources)
        : coverage(results, covered.report(PolicySources.own(sources)), sources);
  }

  private @Nullable Pattern pattern() {
    try {
      return names == null ? null : Pattern.compile(names);
    } catch (PatternSyntaxException e) {
      throw new InputException("--run: " + e.getMessage());
    }
  }

  private int report(List<TestResult> results, Sources sources) {
    PrintWriter out = spec.commandLine().getOut();
    var report = new TestReport(results);
    switch (format) {
      case PRETTY -> report.pretty(verbose, sources.modules()).forEach(out::println);
      case JSON -> out.println(JsonOutput.text(report::write));
      case JUNIT -> out.print(JunitTestReport.text(results));
    }
    boolean skipped = report.count(Outcome.SKIPPED) > 0 && !skippedPass;
    return failed(results) || skipped ? FAILED : Main.CLEAN;
  }

  private static boolean failed(List<TestResult> results) {
    return results.stream()
        .anyMatch(r -> r.outcome() == Outcome.FAIL || r.outcome() == Outcome.ERROR);
  }

  private int coverage(List<TestResult> results, CoverageReport report, Sources sources) {
    PrintWriter out = spec.commandLine().getOut();
    if (failed(results)) {
      List<TestResult> failures =
          results.stream()
              .filter(r -> r.outcome() == Outcome.FAIL || r.outcome() == Outcome.ERROR)
              .toList();
      new TestReport(failures).pretty(verbose, sources.modules()).forEach(out::println);
      return ERRORS;
    }
    switch (format) {
      case PRETTY -> {
        report
            .files()
            .forEach((file, lines) -> lines.uncovered().forEach(l -> out.println(file + ":" + l)));
        out.println(
            String.format(
                Locale.ROOT,
                "%d of %d lines covered: %.2f %%",
                report.coveredLines(),
                report.coveredLines() + report.notCoveredLines(),
                report.percent()));
      }
      case JSON -> out.println(JsonOutput.text(report::write));
      case JUNIT -> out.print(JunitTestReport.text(results));
    }
    if (report.percent() < threshold) {
      spec.commandLine()
          .getErr()
          .println(
              String.format(
                  Locale.ROOT,
                  "Code coverage threshold not met: got %.2f instead of %.2f",
                  report.percent(),
                  threshold));
      return FAILED;
    }
    return Main.CLEAN;
  }

  private int benchmark(Sources sources, DataSet data, TestRunner.Options options) {
    PrintWriter out = spec.commandLine().getOut();
    var benchmark = new TestBenchmark(sources.modules(), data, options.names());
    benchmark.run(line -> {
      out.println(line);
      out.flush();
    });
    return benchmark.failed() ? FAILED : Main.CLEAN;
  }
}

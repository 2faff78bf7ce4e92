package dev.bulkhead.bench;

import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs each workload under this engine and under OPA's library, one after the other, and prints a
 * table.
 */
public final class Comparison {
  private Comparison() {}

  /** Nanoseconds and bytes for one evaluation. */
  private record Figure(double nanos, double bytes) {}

  /**
   * @param args the project's root, the directory for the workloads, seconds for each measurement,
   *     and the program built from bench/opa ("-" = without), then names of workloads (default all)
   */
  public static void main(String[] args) throws Exception {
    Path out = Path.of(args[1]).toAbsolutePath();
    Files.createDirectories(out);
    new Workloads(Path.of(args[0]), out).write();
    int seconds = Integer.parseInt(args[2]);
    List<String> names = args.length > 4 ? List.of(args).subList(4, args.length) : Workloads.NAMES;
    System.out.println("| workload | bulkhead ns | bytes | opa ns | bytes | times faster |");
    System.out.println("|---|--:|--:|--:|--:|--:|");
    for (String name : names) {
      Figure ours = ours(out, name, seconds);
      Figure opa = args[3].equals("-") ? null : opa(args[3], out.resolve(name), seconds);
      System.out.println(
          String.format(Locale.ROOT, "| %s | %,.0f | %,.0f |", name, ours.nanos, ours.bytes)
              + (opa == null
                  ? " | | |"
                  : String.format(
                      Locale.ROOT,
                      " %,.0f | %,.0f | %.1f |",
                      opa.nanos,
                      opa.bytes,
                      opa.nanos / ours.nanos)));
    }
  }

  private static Figure ours(Path out, String name, int seconds)
      throws IOException, RunnerException {
    int questions = Workload.read(out.resolve(name)).size();
    Options options =
        new OptionsBuilder()
            .include(EngineBenchmark.class.getName() + ".evaluate")
            .param("name", name)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(seconds))
            .measurementIterations(3)
            .measurementTime(TimeValue.seconds(seconds))
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend("-D" + EngineBenchmark.DIRECTORY + "=" + out)
            .output(out.resolve(name + ".jmh.txt").toString())
            .build();
    Collection<RunResult> results = new Runner(options).run();
    RunResult result = results.iterator().next();
    double bytes =
        result.getSecondaryResults().entrySet().stream()
            .filter(e -> e.getKey().endsWith("gc.alloc.rate.norm"))
            .mapToDouble(e -> e.getValue().getScore())
            .findFirst()
            .orElse(Double.NaN);
    return new Figure(result.getPrimaryResult().getScore() / questions, bytes / questions);
  }

  private static Figure opa(String program, Path workload, int seconds)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program, workload.toString(), 3 * seconds + "s")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(program + " failed");
    }
    var figures = (ObjectValue) JsonReader.read(line);
    return new Figure(number(figures, "nanos"), number(figures, "bytes"));
  }

  private static double number(ObjectValue figures, String name) {
    return Double.parseDouble(((NumberValue) Objects.requireNonNull(figures.get(name))).toString());
  }
}

package dev.bulkhead.bench;

import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs each workload under this engine, under OPA's library and, compiled by {@code opa build},
 * under opa-java-wasm, one after the other, and prints a table.
 */
public final class Comparison {
  private Comparison() {}

  /** Nanoseconds and bytes for one evaluation. */
  private record Figure(double nanos, double bytes) {}

  /**
   * @param args the project's root, the directory for the workloads, seconds for each measurement,
   *     the program built from bench/opa, and {@code opa} ("-" = without), then names of workloads
   *     (default all)
   */
  public static void main(String[] args) throws Exception {
    Path out = Path.of(args[1]).toAbsolutePath();
    Files.createDirectories(out);
    new Workloads(Path.of(args[0]), out).write();
    int seconds = Integer.parseInt(args[2]);
    List<String> names = args.length > 5 ? List.of(args).subList(5, args.length) : Workloads.NAMES;
    System.out.println(
        "| workload | bulkhead ns | bytes | opa ns | bytes | times faster"
            + " | opa-java-wasm ns | bytes | times faster |");
    System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for (String name : names) {
      Path workload = out.resolve(name);
      Figure ours = measured(EngineBenchmark.class, out, name, seconds);
      Figure opa = args[3].equals("-") ? null : opa(args[3], workload, seconds);
      Figure wasm = null;
      // opa-java-wasm runs out of 6 GiB over this many questions
      if (!args[4].equals("-") && !name.equals("controls")) {
        build(args[4], workload);
        wasm = measured(WasmBenchmark.class, out, name, seconds);
      }
      System.out.println(
          String.format(Locale.ROOT, "| %s | %,.0f | %,.0f |", name, ours.nanos, ours.bytes)
              + beside(ours, opa)
              + beside(ours, wasm));
    }
  }

  private static String beside(Figure ours, @Nullable Figure other) {
    return other == null
        ? " | | |"
        : String.format(
            Locale.ROOT,
            " %,.0f | %,.0f | %.1f |",
            other.nanos,
            other.bytes,
            other.nanos / ours.nanos);
  }

  /** Compiles the policies of a workload to WebAssembly. */
  private static void build(String opa, Path workload) throws IOException, InterruptedException {
    var command = new ArrayList<String>(List.of(opa, "build", "-t", "wasm"));
    for (String entrypoint : Workload.entrypoints(workload)) {
      command.addAll(List.of("-e", entrypoint));
    }
    command.addAll(List.of("-o", workload.resolve(Workload.BUNDLE).toString()));
    command.add(workload.resolve("policy").toString());
    run(new ProcessBuilder(command));
  }

  /** What a program writes. */
  private static String run(ProcessBuilder program) throws IOException, InterruptedException {
    Process process = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(program.command().getFirst() + " failed: " + text);
    }
    return text;
  }

  private static Figure measured(Class<?> benchmark, Path out, String name, int seconds)
      throws IOException, RunnerException {
    int questions = Workload.read(out.resolve(name)).size();
    String log = name + "." + benchmark.getSimpleName() + ".txt";
    Options options =
        new OptionsBuilder()
            .include(benchmark.getName() + ".evaluate")
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
            .output(out.resolve(log).toString())
            .build();
    Collection<RunResult> results = new Runner(options).run();
    if (results.isEmpty()) {
      throw new IOException("the benchmark failed; see " + out.resolve(log));
    }
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
    String line = run(new ProcessBuilder(program, workload.toString(), 3 * seconds + "s"));
    var figures = (ObjectValue) JsonReader.read(line);
    return new Figure(number(figures, "nanos"), number(figures, "bytes"));
  }

  private static double number(ObjectValue figures, String name) {
    return Double.parseDouble(((NumberValue) Objects.requireNonNull(figures.get(name))).toString());
  }
}

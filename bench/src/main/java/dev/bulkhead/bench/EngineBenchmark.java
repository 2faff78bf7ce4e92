package dev.bulkhead.bench;

import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One round over all questions of a workload; and compiling its policies. */
@State(Scope.Benchmark)
public class EngineBenchmark {
  /** The directory of the workloads. */
  static final String DIRECTORY = "bench.workloads";

  @Param({"rbac", "admission", "membership", "text", "iteration", "controls"})
  public String name = "";

  private @Nullable Workload workload;

  @Setup
  public void read() throws IOException {
    workload = Workload.read(directory(name));
  }

  static Path directory(String name) {
    return Path.of(System.getProperty(DIRECTORY, "target/workloads")).resolve(name);
  }

  @Benchmark
  public @Nullable Value evaluate() {
    return java.util.Objects.requireNonNull(workload).answerAll();
  }

  @Benchmark
  public CompiledPolicy compile() throws IOException {
    return Workload.compile(directory(name).resolve("policy"));
  }
}

package dev.bulkhead.bench;

import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One round over all questions of a workload under opa-java-wasm. Input and answer pass as JSON, as
 * that library has them.
 */
@State(Scope.Benchmark)
public class WasmBenchmark {
  @Param({"rbac", "admission", "membership", "text", "iteration", "controls"})
  public String name = "";

  private @Nullable Workload workload;

  @Setup
  public void read() throws IOException {
    Path directory = EngineBenchmark.directory(name);
    Workload compiled = Workload.compiled(directory);
    if (!Workload.read(directory).agreesWith(compiled)) {
      throw new IllegalStateException("the engines disagree on " + name);
    }
    workload = compiled;
  }

  @Benchmark
  public @Nullable Value evaluate() {
    return Objects.requireNonNull(workload).answerAll();
  }
}

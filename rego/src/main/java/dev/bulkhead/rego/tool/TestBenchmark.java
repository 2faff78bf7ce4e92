package dev.bulkhead.rego.tool;

import com.google.re2j.Pattern;
import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.PreparedQuery;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.tool.TestCases.TestCase;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures tests: how long one evaluation takes once the code is warm, and how much it allocates.
 * What depends on data alone is computed once, as it is in use.
 */
public final class TestBenchmark {
  private static final long WARM_UP = 500_000_000L;
  private static final long MEASURED = 1_000_000_000L;

  private final List<TestCase> tests;
  private final CompiledPolicy policy;
  private final DataSet data;
  private boolean failed;

  /**
   * @param names only tests whose full name has a match; null for all
   * @throws RegoException where the modules do not compile
   */
  public TestBenchmark(List<Module> modules, DataSet data, @Nullable Pattern names) {
    TestCases found = TestCases.of(modules);
    Rego.Compiler compiler =
        Rego.compiler().grant(Capability.CLOCK, Capability.RANDOM, Capability.RUNTIME);
    found.modules().forEach(compiler::module);
    this.tests =
        found.tests().stream()
            .filter(t -> !t.todo())
            .filter(t -> names == null || names.matcher(t.packageName() + "." + t.name()).find())
            .toList();
    this.policy = compiler.compile();
    this.data = data;
  }

  /** Measures one test after the other and says the result of each. */
  public void run(Consumer<String> lines) {
    tests.forEach(t -> lines.accept(t.packageName() + "." + t.name() + "\t" + measure(t)));
  }

  /** Whether a test failed; failed tests are not measured. */
  public boolean failed() {
    return failed;
  }

  private String measure(TestCase test) {
    PreparedQuery query = policy.prepare(test.query());
    try {
      Value value = query.value(null, data);
      boolean passed = value == BooleanValue.TRUE || (test.named() && value instanceof ObjectValue);
      if (!passed) {
        failed = true;
        return "FAIL";
      }
      repeat(query, WARM_UP);
      long bytes = allocated();
      long start = System.nanoTime();
      long count = repeat(query, MEASURED);
      long nanos = System.nanoTime() - start;
      return count + "\t" + nanos / count + " ns/op\t" + (allocated() - bytes) / count + " B/op";
    } catch (RegoException e) {
      failed = true;
      return "ERROR\t" + e.errors().getFirst().message();
    }
  }

  private long repeat(PreparedQuery query, long nanos) {
    long start = System.nanoTime();
    long count = 0;
    do {
      for (int i = 0; i < 16; i++) {
        query.value(null, data);
      }
      count += 16;
    } while (System.nanoTime() - start < nanos);
    return count;
  }

  private static long allocated() {
    return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
        ? threads.getCurrentThreadAllocatedBytes()
        : 0;
  }
}

package dev.bulkhead.rego.tool;

import com.google.re2j.Pattern;
import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.Probe;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.tool.TestCases.TestCase;
import dev.bulkhead.rego.tool.TestResult.Outcome;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tests of modules as {@code opa test} does: rules whose names begin with {@code test_}
 * pass where they are {@code true}; {@code todo_test_} rules are skipped; {@code test_x[name]}
 * rules have named cases.
 */
public final class TestRunner {
  private final List<TestCase> tests;
  private final CompiledPolicy policy;
  private final DataSet data;
  private final Options options;

  /**
   * How tests are run.
   *
   * @param names only tests whose full name ({@code data.package.test_name}) has a match; null for
   *     all
   * @param timeout for each test; zero for none
   * @param parallel how many threads run tests
   * @param traced whether failed tests are evaluated again to tell how they failed
   * @param coverage where to note what was evaluated; null for nowhere
   */
  public record Options(
      @Nullable Pattern names,
      Duration timeout,
      int parallel,
      boolean traced,
      @Nullable Coverage coverage) {

    /** All tests on all processors, five seconds for each. */
    public static Options standard() {
      return new Options(
          null, Duration.ofSeconds(5), Runtime.getRuntime().availableProcessors(), false, null);
    }
  }

  /**
   * Compiles modules for testing.
   *
   * @throws RegoException where they do not compile
   */
  public TestRunner(List<Module> modules, DataSet data, Options options) {
    TestCases found = TestCases.of(modules);
    Rego.Compiler compiler =
        Rego.compiler()
            .grant(Capability.CLOCK, Capability.RANDOM, Capability.RUNTIME)
            .instrumented();
    found.modules().forEach(compiler::module);
    this.tests = found.tests().stream().filter(t -> named(t, options.names)).toList();
    this.policy = compiler.compile();
    this.data = data;
    this.options = options;
  }

  private static boolean named(TestCase test, @Nullable Pattern names) {
    return names == null || names.matcher(test.packageName() + "." + test.name()).find();
  }

  /** Runs the tests; the results stand in the order of the modules. */
  public List<TestResult> run() {
    var pool = Executors.newFixedThreadPool(Math.max(1, options.parallel));
    try {
      List<Future<TestResult>> running = new ArrayList<>();
      tests.forEach(t -> running.add(pool.submit(() -> run(t))));
      var out = new ArrayList<TestResult>();
      for (Future<TestResult> future : running) {
        out.add(future.get());
      }
      return out;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a test ended the runner", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private TestResult run(TestCase test) {
    if (test.todo()) {
      return result(test, Outcome.SKIPPED, Duration.ZERO, List.of(), "", null, List.of());
    }
    var watcher = new Watcher(options.coverage);
    long start = System.nanoTime();
    Outcome outcome = Outcome.ERROR;
    List<TestResult.Case> cases = List.of();
    RegoException error = null;
    try {
      Value value = policy.prepare(test.query()).value(request(watcher));
      cases = test.named() ? NamedCases.of(value, watcher.keys) : List.of();
      outcome = passed(test, value, cases) ? Outcome.PASS : Outcome.FAIL;
    } catch (RegoException e) {
      error = e;
    }
    var duration = Duration.ofNanos(System.nanoTime() - start);
    List<TraceEvent> trace =
        options.traced && outcome == Outcome.FAIL ? trace(test) : List.<TraceEvent>of();
    return result(test, outcome, duration, cases, watcher.output(), error, trace);
  }

  private static boolean passed(TestCase test, @Nullable Value value, List<TestResult.Case> cases) {
    return test.named()
        ? value instanceof ObjectValue && cases.stream().allMatch(TestResult.Case::passed)
        : value == BooleanValue.TRUE;
  }

  private Request request(Probe probe) {
    Request request = Request.of(null, data).withProbe(probe);
    return options.timeout.isZero() ? request : request.withBudget(Budget.time(options.timeout));
  }

  private List<TraceEvent> trace(TestCase test) {
    var trace = new Trace();
    try {
      policy
          .prepare(test.query())
          .value(
              Request.of(null, DataSet.of(data.root()))
                  .withProbe(trace)
                  .withBudget(Budget.time(Duration.ofSeconds(30))));
    } catch (RegoException e) {
      return ofModules(trace);
    }
    return ofModules(trace);
  }

  /** Without the query around the test. */
  private static List<TraceEvent> ofModules(Trace trace) {
    return trace.events().stream().filter(e -> !e.location().file().isEmpty()).toList();
  }

  private static TestResult result(
      TestCase test,
      Outcome outcome,
      Duration duration,
      List<TestResult.Case> cases,
      String output,
      @Nullable RegoException error,
      List<TraceEvent> trace) {
    return new TestResult(
        test.location(),
        test.packageName(),
        test.name(),
        outcome,
        duration,
        cases,
        output,
        error,
        trace);
  }

  /** Notes what a test prints, which cases it begins, and what it covers. */
  private static final class Watcher implements Probe {
    private static final int MAX_OUTPUT = 1 << 20;

    private final @Nullable Coverage coverage;
    private final StringBuilder output = new StringBuilder();
    private final List<List<Value>> keys = new ArrayList<>();

    Watcher(@Nullable Coverage coverage) {
      this.coverage = coverage;
    }

    @Override
    public void enter(Location expression) {
      if (coverage != null) {
        coverage.enter(expression);
      }
    }

    @Override
    public void derived(Location rule, Location head, Value value) {
      if (coverage != null) {
        coverage.derived(rule, head, value);
      }
    }

    @Override
    public void keys(List<Value> path) {
      keys.add(path);
    }

    @Override
    public void print(Location location, String text) {
      if (output.length() < MAX_OUTPUT) {
        output.append(text).append('\n');
      }
    }

    String output() {
      return output.toString();
    }
  }

  /** The cases of a test: those that held, and those that began and did not hold. */
  private static final class NamedCases {
    private NamedCases() {}

    static List<TestResult.Case> of(@Nullable Value value, List<List<Value>> begun) {
      Value all = value;
      for (List<Value> path : begun) {
        all = withFailed(all, path, 0);
      }
      return cases(all);
    }

    /** The object with {@code false} under the path where there is nothing. */
    private static Value withFailed(@Nullable Value value, List<Value> path, int at) {
      if (at == path.size()) {
        return value == null ? BooleanValue.FALSE : value;
      }
      var entries =
          value instanceof ObjectValue o
              ? new java.util.LinkedHashMap<>(o.entries())
              : new java.util.LinkedHashMap<Value, Value>();
      Value key = path.get(at);
      entries.put(key, withFailed(entries.get(key), path, at + 1));
      return ObjectValue.wrap(entries);
    }

    private static List<TestResult.Case> cases(@Nullable Value value) {
      var out = new ArrayList<TestResult.Case>();
      if (value instanceof ObjectValue object) {
        for (Value key : object.sortedKeys()) {
          Value entry = object.get(key);
          String name = key instanceof StringValue s ? s.value() : key.toString();
          List<TestResult.Case> below = cases(entry);
          boolean passed =
              below.isEmpty()
                  ? entry == BooleanValue.TRUE
                  : below.stream().allMatch(TestResult.Case::passed);
          out.add(new TestResult.Case(name, passed, below));
        }
      }
      return out;
    }
  }
}

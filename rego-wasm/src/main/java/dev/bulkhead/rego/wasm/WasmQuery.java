package dev.bulkhead.rego.wasm;

import dev.bulkhead.rego.Query;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.eval.QueryPlan.Solution;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry point of a compiled policy. */
final class WasmQuery implements Query {
  static final String ERROR = "wasm_error";

  private final String entrypoint;
  private final Instances instances;

  WasmQuery(String entrypoint, Instances instances) {
    this.entrypoint = entrypoint;
    this.instances = instances;
  }

  @Override
  public List<Solution> results(Request request) {
    Value value = value(request);
    return value == null ? List.of() : List.of(new Solution(Map.of(), List.of(value)));
  }

  @Override
  public @Nullable Value value(Request request) {
    try {
      Instance instance = instances.take();
      String answer = evaluate(instance, request);
      instances.giveBack(instance);
      return result(answer);
    } catch (RuntimeException | StackOverflowError e) {
      throw failed(e, request.budget());
    }
  }

  private String evaluate(Instance instance, Request request) {
    var watch = Watch.over(request.budget());
    try {
      return instance.evaluate(entrypoint, request);
    } finally {
      watch.close();
    }
  }

  /** The instance is not given back: nobody knows in which state it is. */
  private static RegoException failed(Throwable e, Budget budget) {
    if (e instanceof RegoException known) {
      return known;
    }
    if (budget.cancelled().get()) {
      return RegoException.of("eval_cancel_error", "caller cancelled query execution", null);
    }
    if (Watch.isInterruption(e)) {
      return RegoException.of(
          "eval_cancel_error", "evaluation used its budget of " + budget.time(), null);
    }
    return RegoException.of(ERROR, String.valueOf(e.getMessage()), null);
  }

  /** The answer is an array with an object {@code {"result": value}} for each solution. */
  private static @Nullable Value result(String answer) {
    try {
      return JsonReader.read(answer) instanceof ArrayValue solutions
              && solutions.size() > 0
              && solutions.get(0) instanceof ObjectValue solution
          ? solution.get("result")
          : null;
    } catch (IOException e) {
      throw RegoException.of(ERROR, "the compiled policy gave no JSON: " + e.getMessage(), null);
    }
  }
}

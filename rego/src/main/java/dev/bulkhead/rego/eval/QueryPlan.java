package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.Extent;
import dev.bulkhead.rego.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A planned query. Thread-safe.
 *
 * @param variables slots of the variables that are the result
 * @param expressions slots of the values of the query's expressions; -1 for those that are only
 *     true
 */
public record QueryPlan(
    Steps steps, int frameSize, Map<String, Integer> variables, List<Integer> expressions) {

  /** One solution. */
  public record Solution(Map<String, Value> bindings, List<Value> expressions) {}

  /**
   * What an evaluation is given.
   *
   * @param input null where it is undefined
   */
  public record Request(
      @Nullable Value input,
      DataSet data,
      Budget budget,
      Supplier<Instant> clock,
      RandomGenerator random,
      @Nullable Probe probe,
      boolean strictBuiltinErrors) {

    public static Request of(@Nullable Value input, DataSet data) {
      return new Request(
          input, data, Budget.standard(), Instant::now, new SplittableRandom(), null, false);
    }

    public Request withProbe(Probe watcher) {
      return new Request(input, data, budget, clock, random, watcher, strictBuiltinErrors);
    }

    public Request withBudget(Budget limit) {
      return new Request(input, data, limit, clock, random, probe, strictBuiltinErrors);
    }

    public Request withStrictBuiltinErrors() {
      return new Request(input, data, budget, clock, random, probe, true);
    }
  }

  /** All solutions in the order in which they are found. */
  public List<Solution> solve(Request request) {
    var out = new ArrayList<Solution>();
    Frame frame = Evaluation.of(request).frame(frameSize);
    run(
        frame,
        f -> {
          var bindings = new LinkedHashMap<String, Value>();
          variables.forEach((name, slot) -> put(bindings, name, f.slots[slot]));
          var values = new ArrayList<Value>();
          for (int slot : expressions) {
            Value value = slot < 0 ? BooleanValue.TRUE : f.slots[slot];
            values.add(value == null ? BooleanValue.TRUE : writable(value));
          }
          out.add(new Solution(bindings, values));
          return false;
        });
    return out;
  }

  private static void put(Map<String, Value> out, String name, @Nullable Value value) {
    if (value != null) {
      out.put(name, writable(value));
    }
  }

  private void run(Frame frame, Run.Sink sink) {
    try {
      steps.run(frame, sink);
    } catch (StackOverflowError e) {
      throw EvalException.tooDeep();
    }
  }

  /** Who gets a value may do with it what needs memory and stack, out of the budget's sight. */
  private static Value writable(Value value) {
    if (!Extent.isWritable(value)) {
      throw EvalException.tooLarge();
    }
    return value;
  }

  /**
   * The value of the query's first expression at its first solution; null where the query is
   * undefined. An expression that is only true, such as {@code x = 1}, has the value {@code true}.
   */
  public @Nullable Value value(Request request) {
    return value(Evaluation.of(request));
  }

  /** The same as part of an evaluation of several queries. */
  public @Nullable Value value(Evaluation evaluation) {
    var first = new First(expressions.isEmpty() ? -1 : expressions.getFirst());
    run(evaluation.frame(frameSize), first);
    Value value = first.value;
    return value == null ? null : writable(value);
  }

  /** Keeps what the first solution has in a slot. */
  private static final class First implements Run.Sink {
    private final int slot;
    private @Nullable Value value;

    First(int slot) {
      this.slot = slot;
    }

    @Override
    public boolean accept(Frame frame) {
      value = slot < 0 ? BooleanValue.TRUE : frame.slots[slot];
      return true;
    }
  }
}

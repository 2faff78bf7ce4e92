package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.builtins.BuiltinContext;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.Extent;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The state of one evaluation under one input and one set of base documents. A {@code with}
 * modifier evaluates under a derived context, which has caches of its own.
 */
final class Context {
  final @Nullable Value input;
  final ObjectValue data;
  final Session session;

  /**
   * The data set whose results may be shared; null where {@code with} changed the documents or a
   * function.
   */
  final @Nullable DataSet shared;

  /** Functions replaced by {@code with}; null where there are none. */
  final @Nullable Map<Object, Replacement> replacements;

  /** Documents replaced by {@code with}; null where there are none. */
  final Modifier.@Nullable Overrides overrides;

  private final Map<RuleGroup, DataSet.Result> rules = new IdentityHashMap<>();
  private final Map<CallKey, DataSet.Result> calls = new HashMap<>();

  Context(
      @Nullable Value input,
      ObjectValue data,
      Session session,
      @Nullable DataSet shared,
      @Nullable Map<Object, Replacement> replacements,
      Modifier.@Nullable Overrides overrides) {
    this.overrides = overrides;
    this.input = input;
    this.data = data;
    this.session = session;
    this.shared = shared;
    this.replacements = replacements;
  }

  /** A context in which nothing is known. */
  static Context none() {
    var session =
        new Session(
            Budget.standard(), () -> Instant.EPOCH, new java.util.SplittableRandom(0), null, false);
    return new Context(null, ObjectValue.EMPTY, session, null, null, null);
  }

  /**
   * What a {@code with} puts in a function's place: another function, or a value for every call.
   */
  interface Replacement {
    @Nullable Value call(Context context, Value[] args);
  }

  DataSet.@Nullable Result rule(RuleGroup group) {
    DataSet.Result own = rules.get(group);
    if (own != null || shared == null || group.reads().input()) {
      return own;
    }
    return shared.cached(group);
  }

  void keep(RuleGroup group, @Nullable Value value) {
    if (shared != null && !group.reads().input()) {
      shared.cache(group, value);
    } else {
      rules.put(group, new DataSet.Result(value));
    }
  }

  DataSet.@Nullable Result call(RuleGroup function, Value[] args) {
    var key = new CallKey(function, args);
    DataSet.Result own = calls.get(key);
    return own == null && shared != null && isShared(function, args)
        ? shared.cached(function, key)
        : own;
  }

  void keep(RuleGroup function, Value[] args, @Nullable Value value) {
    var key = new CallKey(function, args);
    var result = new DataSet.Result(value);
    if (shared == null || !isShared(function, args) || !shared.cache(function, key, result)) {
      calls.put(key, result);
    }
  }

  /**
   * Whether other evaluations may use a call's result: it follows from base documents, and there
   * are no more different calls than texts in these.
   */
  private static boolean isShared(RuleGroup function, Value[] args) {
    DataReads reads = function.reads();
    return !reads.input()
        && !reads.documents().isEmpty()
        && args.length == 1
        && args[0] instanceof StringValue;
  }

  /** A function and its arguments, as a key. */
  static final class CallKey {
    private final RuleGroup function;
    private final Value[] args;
    private final int hash;

    CallKey(RuleGroup function, Value[] args) {
      this.function = function;
      this.args = args;
      this.hash = 31 * System.identityHashCode(function) + Arrays.hashCode(args);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof CallKey k
          && function == k.function
          && hash == k.hash
          && Arrays.equals(args, k.args);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** What all contexts of one evaluation share: budget, clock, randomness, the probe. */
  static final class Session implements BuiltinContext {
    private static final int MAX_DEPTH = 1_000;

    /** The size from which on values count as steps. */
    private static final int LARGE = 1_024;

    final @Nullable Probe probe;
    final boolean strictBuiltinErrors;
    private final Budget budget;
    private long deadline;
    private long allocated;
    private final Supplier<Instant> clock;
    private final RandomGenerator random;
    private @Nullable Instant now;
    private final Map<Object, Object> memo = new HashMap<>();
    private long steps;
    private int depth;

    Session(
        Budget budget,
        Supplier<Instant> clock,
        RandomGenerator random,
        @Nullable Probe probe,
        boolean strictBuiltinErrors) {
      this.budget = budget;
      this.clock = clock;
      this.random = random;
      this.probe = probe;
      this.strictBuiltinErrors = strictBuiltinErrors;
      begin();
    }

    /** Begins a query: it has the whole budget. */
    final void begin() {
      steps = 0;
      deadline = budget.time().isZero() ? 0 : System.nanoTime() + budget.time().toNanos();
      allocated = budget.bytes() == Long.MAX_VALUE ? 0 : Allocations.ofThisThread();
    }

    void step() {
      if ((++steps & 0xFFF) == 0) {
        checkLimits();
      } else if (steps > budget.steps()) {
        throw EvalException.of(
            EvalException.CANCEL,
            "evaluation used its budget of " + budget.steps() + " steps",
            null);
      }
    }

    private void checkLimits() {
      checkMemory();
      if (budget.cancelled().get()) {
        throw EvalException.of(EvalException.CANCEL, "caller cancelled query execution", null);
      }
      if (deadline != 0 && System.nanoTime() - deadline > 0) {
        throw EvalException.of(
            EvalException.CANCEL, "evaluation used its budget of " + budget.time(), null);
      }
      if (steps > budget.steps()) {
        throw EvalException.of(
            EvalException.CANCEL,
            "evaluation used its budget of " + budget.steps() + " steps",
            null);
      }
    }

    private void checkMemory() {
      if (budget.bytes() != Long.MAX_VALUE
          && Allocations.ofThisThread() - allocated > budget.bytes()) {
        throw EvalException.of(
            EvalException.CANCEL,
            "evaluation used its budget of " + budget.bytes() + " bytes",
            null);
      }
    }

    void enter() {
      if (++depth > MAX_DEPTH) {
        throw EvalException.of(
            EvalException.INTERNAL, "rules call each other deeper than " + MAX_DEPTH, null);
      }
    }

    void leave() {
      depth--;
    }

    @Override
    public Instant now() {
      Instant n = now;
      if (n == null) {
        n = clock.get();
        now = n;
      }
      return n;
    }

    @Override
    public RandomGenerator random() {
      return random;
    }

    @Override
    @SuppressWarnings(
        "unchecked") // the key stands for the type: each built-in uses keys of its own
    public <T> T memo(Object key, Supplier<? extends T> make) {
      Object known = memo.get(key);
      if (known == null) {
        known = Objects.requireNonNull((Object) make.get());
        memo.put(key, known);
      }
      return (T) known;
    }

    /** Counts what a built-in made: doubling a value takes few steps and soon all memory. */
    void account(@Nullable Value made) {
      int size =
          switch (made) {
            case StringValue s -> s.value().length();
            case ArrayValue a -> a.size();
            case SetValue s -> s.size();
            case ObjectValue o -> o.size();
            case NumberValue n when !n.isLong() -> 4 * n.digits();
            case null, default -> 0;
          };
      if (size > LARGE) {
        checkBudget(size / LARGE);
        if (made instanceof StringValue && size > Extent.MAX_LENGTH) {
          throw EvalException.of(
              EvalException.BUILTIN,
              "text of more than " + Extent.MAX_LENGTH + " characters",
              null);
        }
      }
    }

    @Override
    public void checkBudget(long more) {
      steps += more;
      checkLimits();
    }
  }
}

package dev.bulkhead.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.fuzz.Choices;
import dev.bulkhead.rego.fuzz.Bounded;
import dev.bulkhead.rego.fuzz.HostileText;
import dev.bulkhead.rego.fuzz.HostileValues;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.Value;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** A built-in has a value, is undefined or gives an error of its own, whatever its arguments. */
class BuiltinsFuzzTest {
  private static final List<Declaration> BUILTINS =
      Families.all().stream()
          .filter(d -> d.capability() != Capability.NETWORK)
          .sorted((a, b) -> a.name().compareTo(b.name()))
          .toList();

  /** A call to try. */
  record Call(Declaration declaration, List<Value> args) {
    @Override
    public String toString() {
      return declaration.name() + args;
    }
  }

  @Provide
  static Arbitrary<Call> calls() {
    return Arbitraries.randomValue(random -> call(Choices.of(random)));
  }

  private static Call call(RandomGenerator random) {
    Declaration declaration = HostileText.of(random, BUILTINS);
    var values = new HostileValues(random);
    var args = new Value[declaration.arity()];
    Signature signature = declaration.signature();
    for (int i = 0; i < args.length; i++) {
      Type type =
          signature != null && i < signature.parameters().size()
              ? signature.parameters().get(i).type()
              : null;
      args[i] = random.nextInt(8) > 0 ? values.of(type, 0) : values.any(0);
    }
    return new Call(declaration, List.of(args));
  }

  @Property
  void noCallBreaksDown(@ForAll("calls") Call call) {
    String tried = call.declaration().name() + shown(call.args());
    Bounded.run(tried, () -> outcome(call));
  }

  private static String shown(List<Value> args) {
    return args.stream()
        .map(a -> {
          String text = a.toString();
          return text.length() > 1_500 ? text.substring(0, 1_500) + "… " + text.length() : text;
        })
        .toList()
        .toString();
  }

  private static @Nullable Value outcome(Call call) {
    try {
      Value result =
          call.declaration().code().call(new Bounds(), call.args().toArray(Value[]::new));
      if (result != null) {
        assertThat(SetValue.of(List.of(result, ArrayValue.EMPTY)).sorted()).contains(result);
        // The parts that walk gives overlap: their text would be far longer than they are.
        if (!call.declaration().relation()) {
          assertThat(result.toString()).isNotNull();
        }
      }
      return result;
    } catch (BuiltinException e) {
      return null;
    } catch (RegoException e) {
      if (!e.code().equals("eval_cancel_error")) {
        throw e;
      }
      return null;
    }
  }

  /** What an evaluation offers, with a budget of steps and memory. */
  private static final class Bounds implements BuiltinContext {
    private static final long STEPS = 5_000_000;
    private static final long BYTES = 200_000_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static long allocated() {
      return THREADS.getCurrentThreadAllocatedBytes();
    }

    private final Map<Object, Object> memo = new HashMap<>();
    private final RandomGenerator random = new SplittableRandom(1);
    private final long before = allocated();
    private long steps;

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public RandomGenerator random() {
      return random;
    }

    @Override
    @SuppressWarnings("unchecked") // each built-in uses keys of its own
    public <T> T memo(Object key, Supplier<? extends T> make) {
      return (T) memo.computeIfAbsent(key, k -> make.get());
    }

    @Override
    public void checkBudget(long more) {
      steps += more;
      if (steps > STEPS || allocated() - before > BYTES) {
        throw RegoException.of("eval_cancel_error", "budget used", null);
      }
    }
  }
}

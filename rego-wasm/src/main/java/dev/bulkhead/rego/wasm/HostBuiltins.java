package dev.bulkhead.rego.wasm;

import com.styra.opa.wasm.OpaBuiltin;
import com.styra.opa.wasm.OpaWasm;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.builtins.BuiltinContext;
import dev.bulkhead.rego.builtins.BuiltinException;
import dev.bulkhead.rego.builtins.BuiltinRegistry;
import dev.bulkhead.rego.builtins.Declaration;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.tool.JsonOutput;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The engine's built-ins for compiled policies: OPA compiles some built-ins to WebAssembly and
 * leaves the others to whoever runs it. Arguments pass as JSON, so that sets arrive as arrays.
 */
final class HostBuiltins {
  /** The address that stands for undefined. */
  private static final int UNDEFINED = 0;

  private final BuiltinRegistry builtins;
  private Evaluation evaluation = new Evaluation(null);

  HostBuiltins(BuiltinRegistry builtins) {
    this.builtins = builtins;
  }

  /** A new evaluation begins. */
  void begin(Request request) {
    evaluation = new Evaluation(request);
  }

  OpaBuiltin.Builtin[] all() {
    return builtins.names().stream().map(Host::new).toArray(OpaBuiltin.Builtin[]::new);
  }

  private int call(String name, OpaWasm wasm, int... addresses) {
    Declaration declaration = builtins.find(name);
    if (declaration == null) {
      throw RegoException.of(
          WasmQuery.ERROR, "built-in function " + name + ": " + builtins.unsupported(name), null);
    }
    var args = new Value[addresses.length];
    for (int i = 0; i < args.length; i++) {
      args[i] = read(wasm, addresses[i]);
    }
    try {
      Value result = declaration.code().call(evaluation, args);
      return result == null ? UNDEFINED : wasm.writeResult(JsonOutput.compact(result));
    } catch (BuiltinException e) {
      if (evaluation.strict()) {
        throw RegoException.of("eval_builtin_error", name + ": " + e.getMessage(), null);
      }
      return UNDEFINED;
    }
  }

  private static Value read(OpaWasm wasm, int address) {
    try {
      return JsonReader.read(wasm.readString(address));
    } catch (IOException e) {
      throw RegoException.of(WasmQuery.ERROR, "an argument is no JSON: " + e.getMessage(), null);
    }
  }

  /** One built-in as the WebAssembly runtime calls it. */
  private final class Host implements OpaBuiltin.Builtin {
    private final String name;

    Host(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int asBuiltin0(OpaWasm wasm) {
      return call(name, wasm);
    }

    @Override
    public int asBuiltin1(OpaWasm wasm, int a) {
      return call(name, wasm, a);
    }

    @Override
    public int asBuiltin2(OpaWasm wasm, int a, int b) {
      return call(name, wasm, a, b);
    }

    @Override
    public int asBuiltin3(OpaWasm wasm, int a, int b, int c) {
      return call(name, wasm, a, b, c);
    }

    @Override
    public int asBuiltin4(OpaWasm wasm, int a, int b, int c, int d) {
      return call(name, wasm, a, b, c, d);
    }
  }

  /** What built-ins see of an evaluation. */
  private static final class Evaluation implements BuiltinContext {
    private final @Nullable Request request;
    private final Map<Object, Object> memo = new HashMap<>();
    private @Nullable Instant now;

    Evaluation(@Nullable Request request) {
      this.request = request;
    }

    boolean strict() {
      return request != null && request.strictBuiltinErrors();
    }

    private Request running() {
      return Objects.requireNonNull(request, "built-ins are called during evaluations");
    }

    @Override
    public Instant now() {
      Instant n = now;
      if (n == null) {
        n = running().clock().get();
        now = n;
      }
      return n;
    }

    @Override
    public RandomGenerator random() {
      return running().random();
    }

    @Override
    @SuppressWarnings("unchecked") // the key stands for the type: each built-in uses its own
    public <T> T memo(Object key, Supplier<? extends T> make) {
      Object known = memo.get(key);
      if (known == null) {
        known = Objects.requireNonNull((Object) make.get());
        memo.put(key, known);
      }
      return (T) known;
    }

    /** Time and cancellation are watched from outside. */
    @Override
    public void checkBudget(long steps) {
      if (Thread.currentThread().isInterrupted()) {
        throw RegoException.of("eval_cancel_error", "evaluation was interrupted", null);
      }
    }
  }
}

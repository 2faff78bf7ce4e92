package dev.bulkhead.rego.wasm;

import com.styra.opa.wasm.OpaPolicy;
import dev.bulkhead.rego.builtins.BuiltinRegistry;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.tool.JsonOutput;
import dev.bulkhead.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** One WebAssembly instance, for one thread at a time. Remembers which data it holds. */
final class Instance {
  private final HostBuiltins host;
  private final OpaPolicy policy;
  private @Nullable DataSet data;

  Instance(byte[] module, BuiltinRegistry builtins) {
    this.host = new HostBuiltins(builtins);
    this.policy =
        OpaPolicy.builder()
            .withPolicy(module)
            .withDefaultBuiltins(false)
            .addBuiltins(host.all())
            .build();
  }

  /** The policy's answer as JSON. Undefined input is {@code null}, which is all that JSON has. */
  String evaluate(String entrypoint, Request request) {
    host.begin(request);
    if (data != request.data()) {
      policy.data(JsonOutput.compact(request.data().root()));
      data = request.data();
    }
    Value input = request.input();
    policy.input(input == null ? "null" : JsonOutput.compact(input));
    return policy.entrypoint(entrypoint).evaluate();
  }
}

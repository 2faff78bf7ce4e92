package dev.bulkhead.rego.wasm;

import dev.bulkhead.rego.Query;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.builtins.BuiltinRegistry;
import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.bundle.Bundle;
import dev.bulkhead.rego.bundle.Manifest.WasmEntry;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The compiled policies of a bundle. Thread-safe: every evaluation has a WebAssembly instance for
 * itself, and instances are used again.
 *
 * <p>What differs from policies in source: the values of a rule come back as JSON, so that sets are
 * arrays; a rule that is not among the entry points cannot be asked for; a {@code Budget}'s steps
 * and memory are not counted, its time and cancellation are.
 */
public final class WasmPolicy {
  private final Map<String, Query> queries = new TreeMap<>();

  private WasmPolicy(Bundle bundle, BuiltinRegistry builtins) {
    for (WasmEntry entry : bundle.manifest().wasm()) {
      byte[] module = bundle.wasm().get(entry.module());
      if (module == null) {
        throw RegoException.of(
            WasmQuery.ERROR,
            "the bundle has no file "
                + entry.module()
                + ", which its manifest names for "
                + entry.entrypoint(),
            null);
      }
      var instances = new Instances(module, builtins);
      queries.put(entry.entrypoint(), new WasmQuery(entry.entrypoint(), instances));
    }
  }

  /**
   * Loads the compiled policies of a bundle.
   *
   * @param granted what policies may use beyond their arguments
   * @throws RegoException where the bundle has none, or one that cannot be used
   */
  public static WasmPolicy of(Bundle bundle, Capability... granted) {
    if (bundle.manifest().wasm().isEmpty()) {
      throw RegoException.of(
          WasmQuery.ERROR,
          "the bundle has no compiled policy; opa build -t wasm -e ENTRYPOINT makes one",
          null);
    }
    return new WasmPolicy(bundle, BuiltinRegistry.standard().granting(Set.of(granted)));
  }

  /** What can be asked for, as paths such as {@code authz/allow}. */
  public Set<String> entrypoints() {
    return Collections.unmodifiableSet(queries.keySet());
  }

  /**
   * The query of an entry point.
   *
   * @param entrypoint for example {@code authz/allow}
   * @throws RegoException where it is none
   */
  public Query prepare(String entrypoint) {
    Query query = queries.get(entrypoint);
    if (query == null) {
      throw RegoException.of(
          WasmQuery.ERROR,
          "no entry point is called " + entrypoint + "; there are " + queries.keySet(),
          null);
    }
    return query;
  }
}

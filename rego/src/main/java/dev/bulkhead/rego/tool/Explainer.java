package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.PreparedQuery;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells why a rule gave what it gave, by evaluating it once more under a watcher. Meant for the few
 * evaluations that failed: the plans that are watched are made when first needed, and what depends
 * on data alone is computed once. Thread-safe.
 */
public final class Explainer {
  private final CompiledPolicy policy;
  private final Map<String, String> sources = new HashMap<>();
  private final Map<String, PreparedQuery> queries = new ConcurrentHashMap<>();

  /**
   * @param modules that have been compiled before, so that they need no more checks
   */
  public Explainer(List<Module> modules) {
    Rego.Compiler compiler =
        Rego.compiler()
            .grant(Capability.CLOCK, Capability.RANDOM, Capability.RUNTIME)
            .instrumented()
            .trusted();
    modules.forEach(compiler::module);
    modules.forEach(m -> sources.put(m.file(), m.source()));
    this.policy = compiler.compile();
  }

  /**
   * Explains the values of a rule.
   *
   * @param rule its full name, for example {@code data.authz.deny}
   * @return by the values that the rule's bodies gave: the members of a multi-value rule, the value
   *     of others
   * @throws RegoException where the evaluation fails
   */
  public Map<Value, Explanation> explain(String rule, Value input, DataSet data, Budget budget) {
    var watcher = new ReasonProbe(input, sources);
    queries
        .computeIfAbsent(rule, policy::prepare)
        .value(Request.of(input, data).withProbe(watcher).withBudget(budget));
    return watcher.explanations();
  }
}

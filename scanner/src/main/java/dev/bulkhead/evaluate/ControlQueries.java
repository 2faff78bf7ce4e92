package dev.bulkhead.evaluate;

import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.PreparedQuery;
import dev.bulkhead.rego.eval.Evaluation;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queries of one control: {@code violation}, and {@code applicable} and {@code unknown} where
 * it has them. Each is prepared when it is first asked: what holds for nothing in a platform need
 * not be planned.
 */
final class ControlQueries {
  private static final String VIOLATION = "violation";

  private final @Nullable OnDemand<PreparedQuery> violation;
  private final @Nullable OnDemand<PreparedQuery> applicable;
  private final @Nullable OnDemand<PreparedQuery> unknown;

  ControlQueries(CompiledPolicy policy, Control control) {
    String path = control.packagePath();
    this.violation = optional(policy, path, VIOLATION);
    this.applicable = optional(policy, path, "applicable");
    this.unknown = optional(policy, path, "unknown");
  }

  private static @Nullable OnDemand<PreparedQuery> optional(
      CompiledPolicy policy, String path, String rule) {
    return has(policy, path, rule) ? new OnDemand<>(() -> policy.prepare(path + "." + rule)) : null;
  }

  private static boolean has(CompiledPolicy policy, String path, String rule) {
    List<String> below = List.of(path.split("\\.", -1));
    return policy.hasRule(below.subList(1, below.size()), rule);
  }

  /** The query for what a control finds; null for one that only asks for evidence. */
  static @Nullable String violation(CompiledPolicy policy, Control control) {
    String path = control.packagePath();
    return has(policy, path, VIOLATION) ? path + "." + VIOLATION : null;
  }

  boolean applicable(Evaluation evaluation) {
    return applicable == null || applicable.get().value(evaluation) == BooleanValue.TRUE;
  }

  List<Value> violations(Evaluation evaluation) {
    return violation == null ? List.of() : members(violation.get().value(evaluation));
  }

  List<Value> unknowns(Evaluation evaluation) {
    return unknown == null ? List.of() : members(unknown.get().value(evaluation));
  }

  private static List<Value> members(@Nullable Value value) {
    return switch (value) {
      case SetValue s -> s.size() == 0 ? List.of() : List.of(s.sorted());
      case ArrayValue a -> {
        var out = new java.util.ArrayList<Value>();
        a.forEach(out::add);
        yield out;
      }
      case null, default -> List.of();
    };
  }
}

package dev.bulkhead.evaluate;

import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.PreparedQuery;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The prepared queries of one control: {@code violation}, and {@code applicable} and {@code
 * unknown} where it has them.
 */
final class ControlQueries {
  private final PreparedQuery violation;
  private final @Nullable PreparedQuery applicable;
  private final @Nullable PreparedQuery unknown;

  ControlQueries(CompiledPolicy policy, Control control) {
    String path = control.packagePath();
    this.violation = policy.prepare(path + ".violation");
    this.applicable = prepared(policy, path, "applicable");
    this.unknown = prepared(policy, path, "unknown");
  }

  private static @Nullable PreparedQuery prepared(CompiledPolicy policy, String path, String rule) {
    List<String> below = List.of(path.split("\\.", -1));
    return policy.hasRule(below.subList(1, below.size()), rule)
        ? policy.prepare(path + "." + rule)
        : null;
  }

  boolean applicable(Request request) {
    return applicable == null || applicable.value(request) == BooleanValue.TRUE;
  }

  List<Value> violations(Request request) {
    return members(violation.value(request));
  }

  List<Value> unknowns(Request request) {
    return unknown == null ? List.of() : members(unknown.value(request));
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

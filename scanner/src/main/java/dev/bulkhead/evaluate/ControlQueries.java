package dev.bulkhead.evaluate;

import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.PreparedQuery;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Rule;
import dev.bulkhead.rego.syntax.Term;
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
    this.applicable =
        has(policy, control, "applicable") ? policy.prepare(path + ".applicable") : null;
    this.unknown = has(policy, control, "unknown") ? policy.prepare(path + ".unknown") : null;
  }

  private static boolean has(CompiledPolicy policy, Control control, String rule) {
    for (Module module : policy.modules()) {
      if (("data." + String.join(".", module.packagePath())).equals(control.packagePath())) {
        for (Rule r : module.rules()) {
          if (r.head().ref() instanceof Term.Var v && v.name().equals(rule)) {
            return true;
          }
        }
      }
    }
    return false;
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

package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.compile.Resolved.Comprehension;
import dev.bulkhead.rego.compile.Resolved.Variable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the bodies of comprehensions, each once for what is known of the variables that it takes
 * from outside: a comprehension's type is asked for again and again.
 */
final class ClosureTypes {
  private final RuleTypes rules;
  private final TypeChecker checker;
  private final Map<Comprehension, List<Seen>> seen = new IdentityHashMap<>();
  private final Map<Comprehension, List<Variable>> taken = new IdentityHashMap<>();

  ClosureTypes(RuleTypes rules, TypeChecker checker) {
    this.rules = rules;
    this.checker = checker;
  }

  /** A body that was checked: what is known of its variables, and what is wrong in it. */
  record Checked(TypeEnvironment env, List<RegoError> errors) {}

  private record Seen(TypeEnvironment layer, List<@Nullable Type> types, Checked checked) {}

  RuleTypes rules() {
    return rules;
  }

  Checked check(TypeEnvironment env, Comprehension c) {
    var types = new ArrayList<@Nullable Type>();
    taken.computeIfAbsent(c, ClosureTypes::taken).forEach(v -> types.add(env.variable(v)));
    TypeEnvironment layer = env.layer();
    List<Seen> before = seen.computeIfAbsent(c, k -> new ArrayList<>());
    for (Seen s : before) {
      if (s.layer() == layer && s.types().equals(types)) {
        return s.checked();
      }
    }
    Checked checked = checker.body(env, c.body());
    before.add(new Seen(layer, types, checked));
    return checked;
  }

  /** The variables of a comprehension that are not of its own body. */
  private static List<Variable> taken(Comprehension c) {
    Set<Variable> out = new LinkedHashSet<>();
    Variables.visit(
        c,
        (variable, location) -> {
          if (!Safety.owns(c.body(), variable)) {
            out.add(variable);
          }
        });
    return List.copyOf(out);
  }
}

package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables that a body and the bodies around it know. */
final class Scope {
  private final @Nullable Scope parent;
  private final int id;
  private final Map<String, Variable> variables = new HashMap<>();
  private final Set<String> declared = new HashSet<>();

  Scope(@Nullable Scope parent, int id) {
    this.parent = parent;
    this.id = id;
  }

  int id() {
    return id;
  }

  @Nullable Variable find(String name) {
    for (Scope s = this; s != null; s = s.parent) {
      Variable known = s.variables.get(name);
      if (known != null) {
        return known;
      }
    }
    return null;
  }

  /** A variable that is used without having been declared. */
  Variable add(String name) {
    return variables.computeIfAbsent(name, n -> new Variable(n, id));
  }

  /** A new variable of this name, for {@code :=} and {@code some}. */
  Variable declare(String name) {
    Variable variable = new Variable(name, id);
    variables.put(name, variable);
    declared.add(name);
    return variable;
  }

  boolean declares(String name) {
    return declared.contains(name);
  }
}

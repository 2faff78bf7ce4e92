package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.compile.Resolved.Variable;
import dev.bulkhead.rego.syntax.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds variables that are declared and not used: those of {@code some x} always, assigned ones and
 * those of {@code every} only in strict mode.
 */
final class UnusedVariables {
  private final boolean strict;
  private final Map<Scope, List<Entry>> entries = new HashMap<>();

  UnusedVariables(boolean strict) {
    this.strict = strict;
  }

  private record Entry(Variable variable, String message, Location location) {}

  void declared(Scope scope, Variable variable, Location location) {
    add(scope, variable, "declared var %s unused", location);
  }

  void assigned(Scope scope, Variable variable, Location location) {
    if (strict) {
      add(scope, variable, "assigned var %s unused", location);
    }
  }

  void ofEvery(Scope scope, Variable variable, Location body) {
    if (strict) {
      add(scope, variable, "declared var %s unused", body);
    }
  }

  private void add(Scope scope, Variable variable, String message, Location location) {
    if (!variable.name.startsWith("$")) {
      entries
          .computeIfAbsent(scope, s -> new ArrayList<>())
          .add(new Entry(variable, message.formatted(variable.name), location));
    }
  }

  /** Reports what a scope declares and nothing used. */
  void check(Scope scope, Set<Variable> used, List<RegoError> errors) {
    for (Entry e : entries.getOrDefault(scope, List.of())) {
      if (!used.contains(e.variable())) {
        errors.add(RegoError.of(RegoError.COMPILE, e.message(), e.location()));
      }
    }
  }
}

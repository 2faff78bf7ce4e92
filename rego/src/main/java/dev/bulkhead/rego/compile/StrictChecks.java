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
 * Finds variables that are declared and not used, those of {@code some x} and of {@code every}
 * always, and in strict mode assigned ones and parameters too; and in strict mode calls of
 * built-ins that OPA calls deprecated.
 */
final class StrictChecks {
  private static final Set<String> DEPRECATED =
      Set.of(
          "all",
          "any",
          "cast_array",
          "cast_boolean",
          "cast_null",
          "cast_object",
          "cast_set",
          "cast_string",
          "net.cidr_overlap",
          "re_match",
          "set_diff");

  private final boolean strict;
  private final Map<Scope, List<Entry>> entries = new HashMap<>();

  StrictChecks(boolean strict) {
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
    add(scope, variable, "declared var %s unused", body);
  }

  /** Reports parameters that nothing uses. */
  void arguments(Set<String> names, Location location, List<RegoError> errors) {
    for (String name : strict ? names : Set.<String>of()) {
      if (!name.startsWith("$")) {
        errors.add(
            RegoError.of(
                RegoError.COMPILE,
                "unused argument " + name + ". (hint: use _ (wildcard variable) instead)",
                location));
      }
    }
  }

  /** Reports a call of a deprecated built-in. */
  void call(String name, Location location, List<RegoError> errors) {
    if (strict && DEPRECATED.contains(name)) {
      errors.add(
          RegoError.of(
              RegoError.TYPE,
              "deprecated built-in function calls in expression: " + name,
              location));
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

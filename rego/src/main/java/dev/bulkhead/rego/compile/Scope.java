package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Variable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables that a body and the bodies around it know. */
final class Scope {
  /** How a scope came to know a name. */
  enum Kind {
    ARGUMENT("arg %s redeclared"),
    ASSIGNED("var %s assigned above"),
    DECLARED("var %s declared above"),
    SEEN("var %s referenced above");

    private final String message;

    Kind(String message) {
      this.message = message;
    }

    /** What is wrong with declaring the name once more. */
    String again(String name) {
      return message.formatted(name);
    }
  }

  private final @Nullable Scope parent;
  private final int id;
  private final Map<String, Variable> variables = new HashMap<>();
  private final Map<String, Kind> kinds = new HashMap<>();
  private final Set<String> announced = new HashSet<>();
  private final Map<String, Variable> awaited = new HashMap<>();
  private boolean ofLogic;

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
    return findAwaited(name);
  }

  /**
   * Tells that the scope is that of the body of {@code every} or {@code not}: closures in it may
   * use what it declares further down.
   */
  void ofLogic() {
    ofLogic = true;
  }

  private @Nullable Variable findAwaited(String name) {
    for (Scope s = parent; s != null; s = s.parent) {
      if (s.ofLogic && s.announced.contains(name)) {
        Scope declaring = s;
        return s.awaited.computeIfAbsent(name, n -> new Variable(n, declaring.id));
      }
    }
    return null;
  }

  /** A variable that is used without having been declared. */
  Variable add(String name) {
    kinds.putIfAbsent(name, Kind.SEEN);
    return variables.computeIfAbsent(name, n -> new Variable(n, id));
  }

  /** A new variable of this name, for {@code :=}, {@code some} and parameters. */
  Variable declare(String name, Kind kind) {
    Variable before = awaited.remove(name);
    Variable variable = before == null ? new Variable(name, id) : before;
    variables.put(name, variable);
    kinds.put(name, kind);
    return variable;
  }

  /** How this scope itself knows the name; null where it does not. */
  @Nullable Kind kind(String name) {
    return kinds.get(name);
  }

  /** Tells that the scope's body declares the name somewhere, so that it means no rule in it. */
  void announce(String name) {
    announced.add(name);
  }

  /** Whether the name is declared somewhere in the bodies at hand, be it further down. */
  boolean isAnnounced(String name) {
    for (Scope s = this; s != null; s = s.parent) {
      if (s.announced.contains(name)) {
        return true;
      }
    }
    return false;
  }
}

package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The variables that are bound at a point of a plan. Trials can be taken back. */
final class Bound {
  private final Set<Variable> variables = new HashSet<>();
  private final List<Variable> order = new ArrayList<>();

  boolean contains(Variable variable) {
    return variables.contains(variable);
  }

  void add(Variable variable) {
    if (variables.add(variable)) {
      order.add(variable);
    }
  }

  /** What was bound behind a mark. */
  List<Variable> since(int mark) {
    return List.copyOf(order.subList(mark, order.size()));
  }

  int mark() {
    return order.size();
  }

  boolean grewSince(int mark) {
    return order.size() > mark;
  }

  void backTo(int mark) {
    while (order.size() > mark) {
      variables.remove(order.removeLast());
    }
  }
}

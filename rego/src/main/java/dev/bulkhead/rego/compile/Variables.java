package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Variable;
import dev.bulkhead.rego.syntax.Location;
import java.util.function.BiConsumer;

/** Visits every use of a variable, closures included. */
final class Variables extends Walk {
  private final BiConsumer<Variable, Location> visitor;

  private Variables(BiConsumer<Variable, Location> visitor) {
    this.visitor = visitor;
  }

  static void visit(Resolved.Node tree, BiConsumer<Variable, Location> visitor) {
    new Variables(visitor).node(tree);
  }

  @Override
  void local(Resolved.Local local) {
    visitor.accept(local.variable(), local.location());
  }
}

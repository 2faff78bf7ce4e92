package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Declaration;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree behind resolution: every name is a variable with a scope, a path below {@code input} or
 * {@code data}, or a function. Assignments are unifications with variables of their own; what the
 * source writes in several ways is one.
 */
final class Resolved {
  private Resolved() {}

  /** A variable. Two of one name in different scopes are different variables. */
  static final class Variable {
    final String name;
    final int scope;

    Variable(String name, int scope) {
      this.name = name;
      this.scope = scope;
    }

    /** The name as the author knows it. */
    String shown() {
      return name.startsWith("$") ? "_" : name;
    }

    @Override
    public String toString() {
      return shown();
    }
  }

  sealed interface Term {}

  record Const(Value value) implements Term {}

  record Local(Variable variable, Location location) implements Term {}

  /** A path below {@code input}. */
  record Input(List<Term> path, Location location) implements Term {}

  /** A path below {@code data}. */
  record Data(List<Term> path, Location location) implements Term {}

  record Ref(Term head, List<Term> path, Location location) implements Term {}

  record Call(Callee callee, List<Term> args, Location location) implements Term {}

  record Array(List<Term> items) implements Term {}

  record SetOf(List<Term> items) implements Term {}

  record Obj(List<Term> keys, List<Term> values) implements Term {}

  /** A comprehension; {@code key} only for objects. */
  record Comprehension(Shape shape, @Nullable Term key, Term head, Body body, Location location)
      implements Term {}

  enum Shape {
    ARRAY,
    SET,
    OBJECT
  }

  record Template(List<Object> parts) implements Term {}

  /** What a call calls. */
  sealed interface Callee {}

  record BuiltinCallee(Declaration declaration) implements Callee {}

  record RuleCallee(List<String> path) implements Callee {}

  /** A body of a scope; {@code scope} tells its own variables from those of bodies around it. */
  record Body(int scope, List<Expr> exprs) {}

  sealed interface Expr {
    Location location();
  }

  record Unify(Term left, Term right, Location location) implements Expr {}

  record Test(Term term, Location location) implements Expr {}

  record Not(Expr inner, Location location) implements Expr {}

  record Every(@Nullable Variable key, Variable value, Term domain, Body body, Location location)
      implements Expr {}

  record SomeIn(@Nullable Term key, Term value, Term domain, Location location) implements Expr {}

  record With(List<Modification> modifications, Expr inner, Location location) implements Expr {}

  /** {@code target} is a path below input or data, or a function. */
  record Modification(Target target, Term value, @Nullable Callee replacement) {}

  sealed interface Target {}

  record InputTarget(List<Value> path) implements Target {}

  record DataTarget(List<Value> path) implements Target {}

  record FunctionTarget(Callee function) implements Target {}
}

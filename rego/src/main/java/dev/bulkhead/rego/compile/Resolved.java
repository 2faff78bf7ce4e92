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

    /** The written term that the variable stands for, in messages; null for other variables. */
    final @Nullable Term written;

    Variable(String name, int scope) {
      this(name, scope, null);
    }

    Variable(String name, int scope, @Nullable Term written) {
      this.name = name;
      this.scope = scope;
      this.written = written;
    }

    /** Whether the compiler made it up; wildcards are not. */
    boolean isGenerated() {
      return name.startsWith("$") && !(name.length() > 1 && Character.isDigit(name.charAt(1)));
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

  /** Any part of the tree that has parts of its own. */
  sealed interface Node {}

  sealed interface Term extends Node {}

  record Const(Value value) implements Term {}

  record Local(Variable variable, Location location) implements Term {}

  /** A path below {@code input}. */
  record Input(List<Term> path, Location location) implements Term {}

  /** A path below {@code data}. */
  record Data(List<Term> path, Location location) implements Term {}

  record Ref(Term head, List<Term> path, Location location) implements Term {}

  /**
   * A call.
   *
   * @param resultWritten whether it is an expression that was written with one argument more, for
   *     its result; that argument is not among these
   */
  record Call(Callee callee, List<Term> args, Location location, boolean resultWritten)
      implements Term {
    Call(Callee callee, List<Term> args, Location location) {
      this(callee, args, location, false);
    }
  }

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

  /**
   * @param parts strings and, for the holes, set comprehensions
   */
  record Template(List<Object> parts, Location location) implements Term {}

  /** What a call calls. */
  sealed interface Callee {}

  record BuiltinCallee(Declaration declaration) implements Callee {}

  record RuleCallee(List<String> path) implements Callee {}

  /** A body of a scope; {@code scope} tells its own variables from those of bodies around it. */
  record Body(int scope, List<Expr> exprs) implements Node {}

  sealed interface Expr extends Node {
    Location location();
  }

  /**
   * @param assigned whether the left side is declared here
   */
  record Unify(Term left, Term right, Location location, boolean assigned) implements Expr {
    Unify(Term left, Term right, Location location) {
      this(left, right, location, false);
    }
  }

  record Test(Term term, Location location) implements Expr {}

  record Not(Expr inner, Location location) implements Expr {}

  /** {@code not { … }}: holds where the body has no solution. */
  record NotBody(Body body, Location location) implements Expr {}

  /** {@code left and right} or {@code left or right}. */
  record Logical(boolean conjunction, Body left, Body right, Location location) implements Expr {}

  record Every(
      @Nullable Variable key,
      Variable value,
      Term domain,
      Location domainLocation,
      Body body,
      Location location)
      implements Expr {}

  record SomeIn(@Nullable Term key, Term value, Term domain, Location location) implements Expr {}

  record With(List<Modification> modifications, Expr inner, Location location) implements Expr {}

  /** {@code target} is a path below input or data, or a function. */
  record Modification(Target target, Term value, @Nullable Callee replacement, Location location) {
    Modification withValue(Term other) {
      return new Modification(target, other, replacement, location);
    }
  }

  sealed interface Target {}

  record InputTarget(List<Value> path) implements Target {}

  record DataTarget(List<Value> path) implements Target {}

  record FunctionTarget(Callee function) implements Target {}
}

package dev.bulkhead.rego.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One expression of a body, with its {@code with} modifiers. */
public sealed interface Expr {

  Location location();

  List<With> withs();

  /**
   * {@code with target as value}; the target is {@code input…}, {@code data…} or a function's name.
   */
  record With(Location location, Term target, Term value) {}

  /** A term that must be defined and not false; {@code not} before it turns that round. */
  record TermExpr(Location location, boolean negated, Term term, List<With> withs)
      implements Expr {}

  /** {@code some x, y}: declares variables. */
  record SomeDecl(Location location, List<Term.Var> vars, List<With> withs) implements Expr {}

  /** {@code some k, v in xs}; key and value may be patterns. */
  record SomeIn(Location location, @Nullable Term key, Term value, Term domain, List<With> withs)
      implements Expr {}

  /** {@code every k, v in xs { … }}. */
  record Every(
      Location location, @Nullable Term key, Term value, Term domain, Body body, List<With> withs)
      implements Expr {}
}

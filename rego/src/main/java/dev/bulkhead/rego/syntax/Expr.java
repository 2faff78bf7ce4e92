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

  /**
   * {@code not { … }}, and {@code not x} where {@code future.keywords.not} is imported: holds where
   * the body has no solution.
   *
   * @param explicit whether the body stands in braces, so that it may have variables of its own
   */
  record Not(Location location, Body body, boolean explicit, List<With> withs) implements Expr {}

  /** {@code x and y}, {@code x or y}. */
  record Logical(
      Location location, Operator operator, Operand left, Operand right, List<With> withs)
      implements Expr {}

  /** The operators of {@link Logical}. */
  enum Operator {
    AND,
    OR
  }

  /**
   * A side of {@code and} or {@code or}.
   *
   * @param explicit whether the body stands in braces, so that it may have variables of its own
   */
  record Operand(Location location, Body body, boolean explicit) {}

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

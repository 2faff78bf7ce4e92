package dev.bulkhead.rego.syntax;

import dev.bulkhead.rego.value.Value;
import java.util.List;

/** A term of the syntax tree. Every term knows where it stands in the source. */
public sealed interface Term {

  Location location();

  /** A constant: null, a boolean, a number or a string. */
  record Scalar(Location location, Value value) implements Term {}

  /** A variable; {@code _} is parsed to a fresh wildcard name that starts with {@code $}. */
  record Var(Location location, String name) implements Term {
    public boolean isWildcard() {
      return name.startsWith("$");
    }
  }

  /**
   * A reference such as {@code input.spec.containers[i]}.
   *
   * @param head what is referred into: mostly a {@link Var}, but any term may stand here, such as a
   *     call's result or an array literal
   * @param path the operands; {@code .name} is a string {@link Scalar}. Never empty
   */
  record Ref(Location location, Term head, List<Term> path) implements Term {}

  record ArrayTerm(Location location, List<Term> items) implements Term {}

  record SetTerm(Location location, List<Term> items) implements Term {}

  record ObjectTerm(Location location, List<Entry> entries) implements Term {
    /** A key and its value. */
    public record Entry(Term key, Term value) {}
  }

  record ArrayComprehension(Location location, Term head, Body body) implements Term {}

  record SetComprehension(Location location, Term head, Body body) implements Term {}

  record ObjectComprehension(Location location, Term key, Term value, Body body) implements Term {}

  /**
   * A call, in function form or as an infix operator. Infix operators carry the name of the
   * built-in that they stand for: {@code plus minus mul div rem and or eq equal neq lt lte gt gte
   * assign}, and {@code internal.member_2}, {@code internal.member_3} for {@code in}. {@code =} is
   * {@code eq}, {@code ==} is {@code equal}, {@code :=} is {@code assign}.
   *
   * @param operator a {@link Var} or a {@link Ref} of a Var and string scalars
   */
  record Call(Location location, Term operator, List<Term> args) implements Term {}

  /**
   * An interpolated string, {@code $"…{term}…"} or {@code $`…`}.
   *
   * @param parts the literal text and the holes in order
   */
  record Template(Location location, List<Part> parts) implements Term {
    /** A piece of a template. */
    public sealed interface Part {}

    /** Literal text, escapes resolved. */
    public record Text(String text) implements Part {}

    /** An expression whose value is printed, or {@code <undefined>} where it has none. */
    public record Hole(Expr expr) implements Part {}
  }
}

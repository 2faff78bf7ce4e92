package dev.bulkhead.rego.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as written, one for each body: {@code p if {…} {…}} (chained bodies) is two rules.
 *
 * @param isDefault {@code default p := …}
 * @param body what must hold; a rule written without a body has the body {@code true}
 * @param elseBranch the {@code else} that follows, if any
 * @param bodyGenerated whether the source had no body
 */
public record Rule(
    Location location,
    boolean isDefault,
    Head head,
    Body body,
    @Nullable Else elseBranch,
    boolean bodyGenerated) {

  /**
   * A rule's head.
   *
   * @param ref the full reference below the package: {@code p}, {@code p.q[x].r}; a Var alone, or a
   *     Ref whose head is a Var
   * @param args a function's parameters; null where the rule is no function
   * @param kind what the rule makes
   * @param key the term after {@code contains}; null for the other kinds
   * @param value the value; null for {@link Kind#MULTI_VALUE}; {@code true} where none is written
   * @param assigned whether the value was given by {@code :=} (and not by {@code =} or by default)
   */
  public record Head(
      Location location,
      Term ref,
      @Nullable List<Term> args,
      Kind kind,
      @Nullable Term key,
      @Nullable Term value,
      boolean assigned) {

    /** The first part of the reference. */
    public String name() {
      return switch (ref) {
        case Term.Var v -> v.name();
        case Term.Ref(var location, Term.Var head, var path) -> head.name();
        default -> throw new IllegalStateException("a head is a variable or a reference");
      };
    }
  }

  /**
   * What a rule makes. {@code p[x] := y} and {@code p[x].q if …} are SINGLE_VALUE with a ref of
   * several parts.
   */
  public enum Kind {
    SINGLE_VALUE,
    MULTI_VALUE
  }

  /** An {@code else} branch; {@code value} is {@code true} where none is written. */
  public record Else(
      Location location, Term value, Body body, @Nullable Else elseBranch, boolean bodyGenerated) {}
}

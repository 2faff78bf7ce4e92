package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.Value;
import java.util.List;

/**
 * Watches an evaluation: for coverage, traces, explanations and the output of {@code print}.
 *
 * <p>Events nest: what happens between {@link #enter} and {@link #leave} of an expression is the
 * work of that expression, and, once it {@link #held}, of the expressions behind it in the body.
 * Only instrumented policies tell of expressions, single rules and reads; every policy tells of
 * {@code print}.
 */
public interface Probe {

  /** The rules of a name are about to be evaluated, or a function to be called. */
  default void begin(RuleGroup rules, List<Value> args) {}

  /** What {@link #begin} announced is done. */
  default void end(RuleGroup rules, List<Value> args) {}

  /** The rules are used again; their value is known, so that nothing is evaluated. */
  default void known(RuleGroup rules, List<Value> args) {}

  /** One rule, or one {@code else} branch, is tried. */
  default void enterRule(String name, Location rule) {}

  /** The rule has been tried. */
  default void leaveRule(Location rule) {}

  /** The body of a rule held, and its head gave a value. */
  default void derived(Location rule, Location head, Value value) {}

  /** An expression is about to be evaluated. */
  default void enter(Location expression) {}

  /** The expression held; once for each of its solutions. */
  default void held(Location expression) {}

  /** The expression, and what follows it in the body, has been evaluated. */
  default void leave(Location expression) {}

  /** A path of the input was read; it need not exist. */
  default void read(List<Value> path) {}

  /** A key of a collection was read; it need not exist. */
  default void read(Value collection, Value key) {}

  /**
   * The keys of a rule such as {@code p[k]} are known; whether the rest of its body holds is not.
   */
  default void keys(List<Value> path) {}

  /** {@code print} was called. */
  default void print(Location location, String text) {}

  /** {@code trace} was called. */
  default void note(Location location, String text) {}
}

package dev.bulkhead.rego.builtins;

import java.util.List;

/**
 * A built-in function.
 *
 * @param name for example {@code json.patch}
 * @param arity how many parameters it takes
 * @param variadic whether it takes any number of further ones
 * @param relation whether it may have several results: the code then gives an array of them
 * @param deterministic whether equal arguments give equal results within one evaluation and between
 *     them
 * @param capability what must be granted before a policy may call it
 */
public record Declaration(
    String name,
    int arity,
    boolean variadic,
    boolean relation,
    boolean deterministic,
    Capability capability,
    List<Kind> parameters,
    Builtin code) {

  /** What a built-in needs beyond its arguments. */
  public enum Capability {
    NONE,
    CLOCK,
    RANDOM,
    NETWORK,
    RUNTIME
  }

  /** The types that a parameter takes, for checks of constant arguments at compile time. */
  public enum Kind {
    ANY,
    BOOLEAN,
    NUMBER,
    STRING,
    ARRAY,
    OBJECT,
    SET,
    COLLECTION,
    NUMBER_OR_SET
  }

  /** A pure function of {@code arity} parameters of any type. */
  public static Declaration pure(String name, int arity, Builtin code) {
    return new Declaration(
        name,
        arity,
        false,
        false,
        true,
        Capability.NONE,
        java.util.Collections.nCopies(arity, Kind.ANY),
        code);
  }
}

package dev.bulkhead.rego.builtins;

import org.jspecify.annotations.Nullable;

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
    Builtin code) {

  /** What a built-in needs beyond its arguments. */
  public enum Capability {
    NONE,
    CLOCK,
    RANDOM,
    NETWORK,
    RUNTIME
  }

  /** A pure function of {@code arity} parameters of any type. */
  public static Declaration pure(String name, int arity, Builtin code) {
    return new Declaration(name, arity, false, false, true, Capability.NONE, code);
  }

  /** A function that needs a capability; its results hold for one evaluation only. */
  static Declaration needing(Capability capability, String name, int arity, Builtin code) {
    return new Declaration(name, arity, false, false, false, capability, code);
  }

  /** What it takes and gives, as OPA declares it; null for what OPA does not know. */
  public @Nullable Signature signature() {
    return Signatures.find(name);
  }
}

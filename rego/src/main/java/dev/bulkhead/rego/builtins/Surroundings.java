package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;

/** What a policy may learn beyond its input and data, where it is granted: chance and runtime. */
final class Surroundings {
  private Surroundings() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.needing(Capability.RANDOM, "rand.intn", 2, Surroundings::random),
        Declaration.needing(Capability.RUNTIME, "opa.runtime", 0, (c, a) -> ObjectValue.EMPTY));
  }

  /** A number from zero up to the second argument, the same for the same arguments. */
  private static Value random(BuiltinContext context, Value[] args) throws BuiltinException {
    record Key(String name, long bound) {}
    String name = Args.string(args, 0);
    long bound = Math.abs(Args.integer(args, 1));
    return bound <= 0
        ? NumberValue.of(0)
        : context.memo(
            new Key(name, bound), () -> NumberValue.of(context.random().nextLong(bound)));
  }
}

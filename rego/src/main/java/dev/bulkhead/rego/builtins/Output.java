package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;

/**
 * Built-ins that only tell something: the evaluator prints, a trace is a note that nobody asked
 * for.
 */
final class Output {
  private Output() {}

  private static Value trace(Value[] args) throws BuiltinException {
    Args.string(args, 0);
    return BooleanValue.TRUE;
  }

  static List<Declaration> declarations() {
    return List.of(
        new Declaration(
            "print",
            0,
            true,
            false,
            true,
            Declaration.Capability.NONE,
            (c, a) -> BooleanValue.TRUE),
        Declaration.pure("trace", 1, (c, a) -> trace(a)));
  }
}

package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** The code of a built-in function. */
@FunctionalInterface
public interface Builtin {

  /**
   * Calls the function.
   *
   * @param args as many values as the function's declaration has parameters
   * @return the result, or null where it is undefined
   * @throws BuiltinException where OPA raises a built-in error; without strict built-in errors the
   *     call is then undefined
   */
  @Nullable Value call(BuiltinContext context, Value[] args) throws BuiltinException;
}

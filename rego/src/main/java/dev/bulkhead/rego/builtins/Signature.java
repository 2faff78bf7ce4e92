package dev.bulkhead.rego.builtins;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a built-in takes and gives, as OPA declares it.
 *
 * @param variadic the type of any number of further arguments; null where there are none
 * @param result null where the built-in gives nothing, as {@code print}
 */
public record Signature(
    List<Parameter> parameters, @Nullable Type variadic, @Nullable Parameter result) {

  /**
   * A parameter or the result.
   *
   * @param name empty where OPA gives none
   */
  public record Parameter(String name, Type type) {

    /** As OPA writes it in type errors: {@code name: type}, or the type alone. */
    @Override
    public String toString() {
      return name.isEmpty() ? type.toString() : name + ": " + type;
    }
  }
}

package dev.bulkhead.rego.builtins;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a built-in takes and gives, as OPA declares it.
 *
 * @param variadic the type of any number of further arguments; null where there are none
 * @param result null where the built-in gives nothing, as {@code print}
 */
public record Signature(
    List<Parameter> parameters, @Nullable Type variadic, @Nullable Parameter result)
    implements Type {

  /** The arguments as OPA writes them, in parentheses. */
  public String arguments() {
    var out = new ArrayList<String>();
    parameters.forEach(p -> out.add(p.toString()));
    if (variadic != null) {
      out.add(variadic + "...");
    }
    return "(" + String.join(", ", out) + ")";
  }

  /** The signature with the result as last parameter, as calls may be written with one. */
  public Signature withResultAsParameter() {
    if (result == null) {
      return this;
    }
    var all = new ArrayList<>(parameters);
    all.add(result);
    return new Signature(all, variadic, null);
  }

  @Override
  public String toString() {
    return arguments() + " => " + (result == null ? "???" : result);
  }

  /**
   * A parameter or the result.
   *
   * @param name empty where OPA gives none
   * @param type null where it is not known
   */
  public record Parameter(String name, @Nullable Type type) {

    /** As OPA writes it in type errors: {@code name: type}, or the type alone. */
    @Override
    public String toString() {
      return (name.isEmpty() ? "" : name + ": ") + Type.shown(type);
    }
  }
}

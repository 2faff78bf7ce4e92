package dev.bulkhead.rego.builtins;

/** A built-in's error: undefined to the query, unless strict built-in errors were asked for. */
public final class BuiltinException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The code of an error that ends the evaluation, whether or not such errors were asked for. */
  public static final String HALT = "eval_halt";

  private final String code;

  /**
   * @param code OPA's error code, mostly {@code eval_type_error} or {@code eval_builtin_error}
   * @param message as OPA words it, without the name of the built-in before it
   */
  public BuiltinException(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public String code() {
    return code;
  }
}

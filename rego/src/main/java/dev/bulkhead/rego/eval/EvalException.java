package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.syntax.Location;
import org.jspecify.annotations.Nullable;

/** The errors of an evaluation. */
final class EvalException {
  static final String CONFLICT = "eval_conflict_error";
  static final String CANCEL = "eval_cancel_error";
  static final String BUILTIN = "eval_builtin_error";
  static final String INTERNAL = "eval_internal_error";

  private EvalException() {}

  static RegoException conflict(String message, @Nullable Location location) {
    return RegoException.of(CONFLICT, message, location);
  }

  static RegoException tooLarge() {
    return of(INTERNAL, "a value too large or too deep to be written", null);
  }

  /** The stack ends before the evaluation does. */
  static RegoException tooDeep() {
    return of(INTERNAL, "rules, calls or values are nested too deeply", null);
  }

  static RegoException of(String code, String message, @Nullable Location location) {
    return new RegoException(java.util.List.of(RegoError.of(code, message, location)));
  }
}

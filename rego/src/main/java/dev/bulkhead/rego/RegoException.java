package dev.bulkhead.rego;

import dev.bulkhead.rego.syntax.Location;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Modules that do not parse or compile, or an evaluation that failed. Carries every error found.
 */
public final class RegoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<RegoError> errors;

  public RegoException(List<RegoError> errors) {
    super(text(errors), null, false, false);
    this.errors = List.copyOf(errors);
  }

  public static RegoException of(String code, String message, @Nullable Location location) {
    return new RegoException(List.of(RegoError.of(code, message, location)));
  }

  public List<RegoError> errors() {
    return errors;
  }

  /** The first error's code. */
  public String code() {
    return errors.getFirst().code();
  }

  private static String text(List<RegoError> errors) {
    return errors.size() == 1
        ? errors.getFirst().toString()
        : errors.size()
            + " errors occurred:\n"
            + errors.stream().map(RegoError::toString).collect(Collectors.joining("\n"));
  }
}

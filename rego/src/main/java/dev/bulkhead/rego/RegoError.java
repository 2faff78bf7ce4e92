package dev.bulkhead.rego;

import dev.bulkhead.rego.syntax.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong in a module or a query, worded and coded as OPA does.
 *
 * @param code for example {@code rego_parse_error}, {@code rego_unsafe_var_error}, {@code
 *     eval_conflict_error}
 * @param location null where the error has no place
 * @param line the source line; null where it is not at hand
 * @param hint what to do; null where the message says it
 * @param details more about the error, a line each, such as the types that were had and wanted
 */
public record RegoError(
    String code,
    String message,
    @Nullable Location location,
    @Nullable String line,
    @Nullable String hint,
    List<String> details) {

  public static final String PARSE = "rego_parse_error";
  public static final String COMPILE = "rego_compile_error";
  public static final String TYPE = "rego_type_error";
  public static final String UNSAFE = "rego_unsafe_var_error";
  public static final String RECURSION = "rego_recursion_error";

  public static RegoError of(String code, String message, @Nullable Location location) {
    return new RegoError(code, message, location, null, null, List.of());
  }

  /** The error with the line it stands in, taken from the module's text. */
  public RegoError withSource(String source) {
    if (location == null) {
      return this;
    }
    int from =
        source.lastIndexOf('\n', Math.max(0, Math.min(location.offset(), source.length()) - 1)) + 1;
    int to = source.indexOf('\n', from);
    String text = source.substring(Math.min(from, source.length()), to < 0 ? source.length() : to);
    return new RegoError(code, message, location, text.stripTrailing(), hint, details);
  }

  public RegoError withHint(String text) {
    return new RegoError(code, message, location, line, text, details);
  }

  public RegoError withDetails(List<String> lines) {
    return new RegoError(code, message, location, line, hint, List.copyOf(lines));
  }

  /** The error as OPA prints it: place, code, message, and the line with a caret below. */
  @Override
  public String toString() {
    var out = new StringBuilder();
    if (location != null) {
      out.append(location.file().isEmpty() ? location.row() + ":" + location.col() : location)
          .append(": ");
    }
    out.append(code).append(": ").append(message);
    if (line != null && location != null) {
      int indent = Math.max(0, Math.min(location.col() - 1, line.length()));
      out.append("\n\t").append(line.strip()).append("\n\t");
      int lead = line.length() - line.stripLeading().length();
      out.append(" ".repeat(Math.max(0, indent - lead))).append('^');
    }
    details.forEach(detail -> out.append("\n\t").append(detail));
    if (hint != null) {
      out.append("\n\thint: ").append(hint);
    }
    return out.toString();
  }
}

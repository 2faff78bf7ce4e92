package dev.bulkhead.rego.schema;

import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is said of values of any type.
 *
 * @param allowed the values to choose from; null for any
 */
record Common(
    @Nullable Value constant,
    @Nullable List<Value> allowed,
    @Nullable String format,
    Function<Value, String> json)
    implements Rule {

  @Override
  public void check(Value value, Place place, Findings findings) {
    if (constant != null && !constant.equals(value)) {
      findings.add("const", place, place + " does not match: " + json.apply(constant));
    }
    if (allowed != null && !allowed.contains(value)) {
      String names = allowed.stream().map(json).collect(Collectors.joining(", "));
      findings.add("enum", place, place + " must be one of the following: " + names);
    }
    if (format != null && value instanceof StringValue s && !Formats.fits(format, s.value())) {
      findings.add("format", place, "Does not match format '" + format + "'");
    }
  }
}

package dev.bulkhead.rego.schema;

import com.google.re2j.Pattern;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** What is said of strings; lengths count code points. */
record Texts(@Nullable Integer least, @Nullable Integer most, @Nullable Pattern pattern)
    implements Rule {

  @Override
  public void check(Value value, Place place, Findings findings) {
    if (!(value instanceof StringValue text)) {
      return;
    }
    int length = text.value().codePointCount(0, text.value().length());
    if (least != null && length < least) {
      findings.add("string_gte", place, "String length must be greater than or equal to " + least);
    }
    if (most != null && length > most) {
      findings.add("string_lte", place, "String length must be less than or equal to " + most);
    }
    if (pattern != null && !pattern.matcher(text.value()).find()) {
      findings.add("pattern", place, "Does not match pattern '" + pattern.pattern() + "'");
    }
  }
}

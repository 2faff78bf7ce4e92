package dev.bulkhead.rego.schema;

import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What is said of numbers; the limits are exclusive or not, never both. */
record Numbers(
    @Nullable BigDecimal multiple,
    @Nullable BigDecimal most,
    @Nullable BigDecimal below,
    @Nullable BigDecimal least,
    @Nullable BigDecimal above)
    implements Rule {

  @Override
  public void check(Value value, Place place, Findings findings) {
    if (!(value instanceof NumberValue number)) {
      return;
    }
    BigDecimal n = number.toBigDecimal();
    if (multiple != null && n.remainder(multiple).signum() != 0) {
      findings.add("multiple_of", place, "Must be a multiple of " + text(multiple));
    }
    if (most != null && n.compareTo(most) > 0) {
      findings.add("number_lte", place, "Must be less than or equal to " + text(most));
    }
    if (below != null && n.compareTo(below) >= 0) {
      findings.add("number_lt", place, "Must be less than " + text(below));
    }
    if (least != null && n.compareTo(least) < 0) {
      findings.add("number_gte", place, "Must be greater than or equal to " + text(least));
    }
    if (above != null && n.compareTo(above) <= 0) {
      findings.add("number_gt", place, "Must be greater than " + text(above));
    }
  }

  /** As Go prints a {@code big.Float}: with an exponent below 1e-4 and from 1e6 on. */
  static String text(BigDecimal number) {
    BigDecimal n = number.stripTrailingZeros();
    int exponent = n.precision() - n.scale() - 1;
    if (n.signum() == 0 || (exponent >= -4 && exponent < 6)) {
      return n.toPlainString();
    }
    String digits = n.unscaledValue().abs().toString();
    return (n.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}

package dev.bulkhead.rego.builtins;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Durations as Go writes them, {@code 1h15m30.5s}, and with days, weeks of 7 days and years of 365
 * days.
 */
final class Durations {
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3600 * SECOND;
  private static final Map<String, Long> NANOS =
      Map.ofEntries(
          Map.entry("ns", 1L),
          Map.entry("us", 1_000L),
          Map.entry("µs", 1_000L),
          Map.entry("μs", 1_000L),
          Map.entry("ms", 1_000_000L),
          Map.entry("s", SECOND),
          Map.entry("m", 60 * SECOND),
          Map.entry("h", HOUR));
  private static final Map<String, Long> HOURS = Map.of("d", 24L, "w", 7 * 24L, "y", 365 * 24L);

  private Durations() {}

  /** Nanoseconds. */
  static long parse(String text) throws BuiltinException {
    boolean extended = text.indexOf('d') >= 0 || text.indexOf('w') >= 0 || text.indexOf('y') >= 0;
    boolean signed = text.startsWith("-") || text.startsWith("+");
    int at = signed ? 1 : 0;
    if (text.substring(at).equals("0")) {
      return 0;
    }
    if (at == text.length()) {
      throw invalid(text);
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Segment segment : segments(text, at, extended)) {
      sum = sum.add(nanos(segment, text));
    }
    BigDecimal signedSum = text.startsWith("-") ? sum.negate() : sum;
    try {
      return signedSum.longValueExact();
    } catch (ArithmeticException e) {
      throw invalid(text);
    }
  }

  private record Segment(String digits, String unit) {}

  private static List<Segment> segments(String text, int from, boolean extended)
      throws BuiltinException {
    var out = new ArrayList<Segment>();
    int at = from;
    while (at < text.length()) {
      int unit = at;
      boolean point = false;
      while (unit < text.length() && (isDigit(text.charAt(unit)) || text.charAt(unit) == '.')) {
        if (text.charAt(unit) == '.' && point && !extended) {
          break;
        }
        point |= text.charAt(unit) == '.';
        unit++;
      }
      int end = extended ? extendedUnitEnd(text, unit) : unitEnd(text, unit);
      boolean digits = text.substring(at, unit).chars().anyMatch(Character::isDigit);
      if (!digits || (extended && end == unit)) {
        throw invalid(text);
      }
      if (end == unit) {
        throw Args.error("time: missing unit in duration " + Args.quote(text));
      }
      out.add(new Segment(text.substring(at, unit), text.substring(unit, end)));
      at = end;
    }
    return out;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int unitEnd(String text, int from) {
    int end = from;
    while (end < text.length() && !isDigit(text.charAt(end)) && text.charAt(end) != '.') {
      end++;
    }
    return end;
  }

  /** With days, weeks or years among them, units are a letter or one of a few pairs. */
  private static int extendedUnitEnd(String text, int from) {
    for (String unit : new String[] {"ms", "us", "µs", "ns"}) {
      if (text.startsWith(unit, from)) {
        return from + 2;
      }
    }
    boolean letter = from < text.length() && text.charAt(from) >= 'a' && text.charAt(from) <= 'z';
    return letter ? from + 1 : from;
  }

  /** What a segment adds, without what is less than a nanosecond. */
  private static BigDecimal nanos(Segment segment, String text) throws BuiltinException {
    BigDecimal amount = amount(segment.digits, text);
    String unit = segment.unit;
    Long hours = HOURS.get(unit);
    if (hours != null) {
      double product = amount.doubleValue() * hours;
      return BigDecimal.valueOf(product)
          .multiply(BigDecimal.valueOf(HOUR))
          .setScale(0, RoundingMode.DOWN);
    }
    Long nanos = NANOS.get(unit);
    if (nanos == null) {
      throw Args.error(
          "time: unknown unit " + Args.quote(unit) + " in duration " + Args.quote(text));
    }
    return amount.multiply(BigDecimal.valueOf(nanos)).setScale(0, RoundingMode.DOWN);
  }

  private static BuiltinException invalid(String text) {
    return Args.error("time: invalid duration " + Args.quote(text));
  }

  private static BigDecimal amount(String digits, String text) throws BuiltinException {
    try {
      return new BigDecimal(digits.substring(0, Math.min(digits.length(), 100)));
    } catch (NumberFormatException e) {
      throw invalid(text);
    }
  }
}

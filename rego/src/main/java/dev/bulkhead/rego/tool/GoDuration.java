package dev.bulkhead.rego.tool;

import java.math.BigDecimal;
import java.time.Duration;

/** Writes durations as OPA's commands do: {@code 231.995µs}, {@code 1.5s}, {@code 2m3s}. */
final class GoDuration {
  private GoDuration() {}

  static String text(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    if (nanos < 1_000_000) {
      return scaled(nanos, 3) + "µs";
    }
    if (nanos < 1_000_000_000) {
      return scaled(nanos, 6) + "ms";
    }
    long minutes = duration.toMinutes();
    String seconds = scaled(nanos - minutes * 60_000_000_000L, 9) + "s";
    return minutes == 0
        ? seconds
        : (minutes >= 60 ? minutes / 60 + "h" : "") + minutes % 60 + "m" + seconds;
  }

  private static String scaled(long nanos, int digits) {
    BigDecimal value = BigDecimal.valueOf(nanos, digits).stripTrailingZeros();
    return value.toPlainString();
  }
}

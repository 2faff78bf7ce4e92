package dev.bulkhead.rego.builtins;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.TimeZone;

/** Writes moments as a {@link TimeLayout} shows. */
final class TimeWriter {
  private static final int MAX_WIDTH = 1_000;

  private TimeWriter() {}

  static String write(ZonedDateTime time, TimeLayout layout) {
    var out = new StringBuilder();
    for (TimeLayout.Part part : layout.parts()) {
      out.append(part.before());
      write(time, part, out);
    }
    return out.append(layout.tail()).toString();
  }

  private static void write(ZonedDateTime time, TimeLayout.Part part, StringBuilder out) {
    int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    switch (part.element()) {
      case LONG_MONTH -> out.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case MONTH ->
          out.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
      case NUMBER_MONTH -> out.append(time.getMonthValue());
      case ZERO_MONTH -> padded(time.getMonthValue(), 2, '0', out);
      case LONG_WEEKDAY ->
          out.append(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case WEEKDAY ->
          out.append(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
      case DAY -> out.append(time.getDayOfMonth());
      case SPACED_DAY -> padded(time.getDayOfMonth(), 2, ' ', out);
      case ZERO_DAY -> padded(time.getDayOfMonth(), 2, '0', out);
      case SPACED_DAY_OF_YEAR -> padded(time.getDayOfYear(), 3, ' ', out);
      case ZERO_DAY_OF_YEAR -> padded(time.getDayOfYear(), 3, '0', out);
      case HOUR -> padded(time.getHour(), 2, '0', out);
      case HOUR_12 -> out.append(hour12);
      case ZERO_HOUR_12 -> padded(hour12, 2, '0', out);
      case MINUTE -> out.append(time.getMinute());
      case ZERO_MINUTE -> padded(time.getMinute(), 2, '0', out);
      case SECOND -> out.append(time.getSecond());
      case ZERO_SECOND -> padded(time.getSecond(), 2, '0', out);
      case LONG_YEAR -> padded(time.getYear(), 4, '0', out);
      case YEAR -> padded(time.getYear() % 100, 2, '0', out);
      case PM -> out.append(time.getHour() >= 12 ? "PM" : "AM");
      case LOWER_PM -> out.append(time.getHour() >= 12 ? "pm" : "am");
      case ZONE_NAME -> out.append(zoneName(time));
      case OFFSET -> offset(time.getOffset().getTotalSeconds(), part.text(), out);
      case FRACTION, SHORT_FRACTION -> fraction(time.getNano(), part, out);
    }
  }

  private static void padded(int number, int width, char padding, StringBuilder out) {
    String digits = Integer.toString(number);
    for (int i = digits.length(); i < width; i++) {
      out.append(padding);
    }
    out.append(digits);
  }

  private static void offset(int seconds, String form, StringBuilder out) {
    if (form.charAt(0) == 'Z' && seconds == 0) {
      out.append('Z');
      return;
    }
    int size = Math.abs(seconds);
    String colon = form.indexOf(':') >= 0 ? ":" : "";
    long digits = form.chars().filter(Character::isDigit).count();
    out.append(seconds < 0 ? '-' : '+');
    padded(size / 3600, 2, '0', out);
    if (digits > 2) {
      padded(size / 60 % 60, 2, '0', out.append(colon));
    }
    if (digits > 4) {
      padded(size % 60, 2, '0', out.append(colon));
    }
  }

  private static void fraction(int nanos, TimeLayout.Part part, StringBuilder out) {
    var digits = new StringBuilder();
    padded(nanos, 9, '0', digits);
    int width = Math.min(part.text().length() - 1, MAX_WIDTH);
    while (digits.length() < width) {
      digits.append('0');
    }
    digits.setLength(width);
    if (part.element() == TimeLayout.Element.SHORT_FRACTION) {
      int end = width;
      while (end > 0 && digits.charAt(end - 1) == '0') {
        end--;
      }
      digits.setLength(end);
    }
    if (!digits.isEmpty()) {
      out.append(part.text().charAt(0)).append(digits);
    }
  }

  /** The abbreviation that the platform knows; the offset where it has none, as the tz database. */
  private static String zoneName(ZonedDateTime time) {
    if (time.getZone() instanceof ZoneOffset) {
      return "UTC";
    }
    Instant instant = time.toInstant();
    boolean summer = time.getZone().getRules().isDaylightSavings(instant);
    String name =
        TimeZone.getTimeZone(time.getZone()).getDisplayName(summer, TimeZone.SHORT, Locale.ENGLISH);
    if (name.length() > 3 && (name.startsWith("GMT") || name.startsWith("UTC"))) {
      int seconds = time.getOffset().getTotalSeconds();
      var out = new StringBuilder();
      offset(seconds, seconds % 3600 == 0 ? "-07" : "-0700", out);
      return out.toString();
    }
    return name;
  }
}

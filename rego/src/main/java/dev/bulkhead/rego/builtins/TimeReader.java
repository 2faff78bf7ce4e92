package dev.bulkhead.rego.builtins;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a moment that is written as a {@link TimeLayout} shows, as Go's {@code time.Parse} does. A
 * zone that is only named counts as UTC, since its offset cannot be known.
 */
final class TimeReader {
  private static final List<String> MONTHS =
      Stream.of(Month.values()).map(m -> m.getDisplayName(TextStyle.FULL, Locale.ENGLISH)).toList();
  private static final List<String> WEEKDAYS =
      Stream.of(java.time.DayOfWeek.values())
          .map(d -> d.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
          .toList();

  private final String layout;
  private final String value;
  private int at;

  private int year;
  private int month = -1;
  private int day = -1;
  private int dayOfYear = -1;
  private int hour;
  private int minute;
  private int second;
  private int nanos;
  private int offset;
  private @Nullable Boolean afternoon;

  /** Something other than the layout shows. */
  private static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is out of range; empty where it cannot be read at all. */
    final String range;

    Mismatch(String range) {
      super(range, null, false, false);
      this.range = range;
    }
  }

  private TimeReader(String layout, String value) {
    this.layout = layout;
    this.value = value;
  }

  /** A moment: seconds from 1970, and nanoseconds of the second. */
  record Moment(long seconds, int nanos) {}

  /** The moment. */
  static Moment read(String layout, String value) throws BuiltinException {
    return new TimeReader(layout, value).moment();
  }

  private Moment moment() throws BuiltinException {
    TimeLayout parsed = TimeLayout.of(layout);
    for (int i = 0; i < parsed.parts().size(); i++) {
      TimeLayout.Part part = parsed.parts().get(i);
      skip(part.before());
      int start = at;
      try {
        read(part, i + 1 < parsed.parts().size() ? parsed.parts().get(i + 1) : null);
      } catch (Mismatch e) {
        throw e.range.isEmpty() ? cannotParse(start, part.text()) : problem(e.range);
      }
    }
    skip(parsed.tail());
    if (at < value.length()) {
      throw problem("extra text: " + quote(value.substring(at)));
    }
    long days = date().toEpochDay();
    return new Moment(days * 86_400 + hourOfDay() * 3600L + minute * 60L + second - offset, nanos);
  }

  private int hourOfDay() {
    if (afternoon == null) {
      return hour;
    }
    return afternoon ? (hour < 12 ? hour + 12 : hour) : (hour == 12 ? 0 : hour);
  }

  private LocalDate date() throws BuiltinException {
    if (dayOfYear >= 0) {
      if (dayOfYear < 1 || dayOfYear > (Year.isLeap(year) ? 366 : 365)) {
        throw problem("day-of-year out of range");
      }
      LocalDate date = LocalDate.ofYearDay(year, dayOfYear);
      if (month >= 0 && month != date.getMonthValue()) {
        throw problem("day-of-year does not match month");
      }
      if (day >= 0 && day != date.getDayOfMonth()) {
        throw problem("day-of-year does not match day");
      }
      return date;
    }
    int knownMonth = month < 0 ? 1 : month;
    int knownDay = day < 0 ? 1 : day;
    if (knownDay < 1 || knownDay > YearMonth.of(year, knownMonth).lengthOfMonth()) {
      throw problem("day out of range");
    }
    return LocalDate.of(year, knownMonth, knownDay);
  }

  private BuiltinException problem(String text) {
    return Args.error("parsing time " + quote(value) + ": " + text);
  }

  private BuiltinException cannotParse(int start, String element) {
    return Args.error(
        "parsing time "
            + quote(value)
            + " as "
            + quote(layout)
            + ": cannot parse "
            + quote(value.substring(start))
            + " as "
            + quote(element));
  }

  /** Bytes beyond ASCII, and those that steer, as Go's time package shows them. */
  private static String quote(String text) {
    var out = new StringBuilder("\"");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      switch (b) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> {
          if (b < ' ') {
            out.append("\\x").append(HexFormat.of().toHexDigits(b));
          } else {
            out.append((char) b);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /** Spaces of the layout stand for any number of spaces, or none at the end. */
  private void skip(String text) throws BuiltinException {
    int i = 0;
    while (i < text.length()) {
      if (text.charAt(i) == ' ') {
        if (at < value.length() && value.charAt(at) != ' ') {
          throw cannotParse(at, text.substring(i));
        }
        while (i < text.length() && text.charAt(i) == ' ') {
          i++;
        }
        while (at < value.length() && value.charAt(at) == ' ') {
          at++;
        }
      } else if (at < value.length() && value.charAt(at) == text.charAt(i)) {
        i++;
        at++;
      } else {
        throw cannotParse(at, text);
      }
    }
  }

  private void read(TimeLayout.Part part, TimeLayout.@Nullable Part next) throws Mismatch {
    switch (part.element()) {
      case YEAR -> {
        int two = digits(2);
        year = two >= 69 ? two + 1900 : two + 2000;
      }
      case LONG_YEAR -> year = digits(4);
      case MONTH -> month = name(MONTHS, 3);
      case LONG_MONTH -> month = name(MONTHS, Integer.MAX_VALUE);
      case WEEKDAY -> name(WEEKDAYS, 3);
      case LONG_WEEKDAY -> name(WEEKDAYS, Integer.MAX_VALUE);
      case NUMBER_MONTH -> month = ranged(number(false), 1, 12, "month");
      case ZERO_MONTH -> month = ranged(number(true), 1, 12, "month");
      case DAY -> day = number(false);
      case SPACED_DAY -> {
        space();
        day = number(false);
      }
      case ZERO_DAY -> day = number(true);
      case SPACED_DAY_OF_YEAR -> {
        space();
        space();
        dayOfYear = upToThree(false);
      }
      case ZERO_DAY_OF_YEAR -> dayOfYear = upToThree(true);
      case HOUR -> hour = ranged(number(false), 0, 23, "hour");
      case HOUR_12 -> hour = ranged(number(false), 0, 12, "hour");
      case ZERO_HOUR_12 -> hour = ranged(number(true), 0, 12, "hour");
      case MINUTE -> minute = ranged(number(false), 0, 59, "minute");
      case ZERO_MINUTE -> minute = ranged(number(true), 0, 59, "minute");
      case SECOND -> second(false, next);
      case ZERO_SECOND -> second(true, next);
      case PM -> afternoon = eitherOf("PM", "AM");
      case LOWER_PM -> afternoon = eitherOf("pm", "am");
      case OFFSET -> offset(part.text());
      case ZONE_NAME -> zoneName();
      case FRACTION -> fraction(part.text().length());
      case SHORT_FRACTION -> {
        if (fractionLength() > 1) {
          fraction(fractionLength());
        }
      }
    }
  }

  private boolean digitAt(int i) {
    return i < value.length() && value.charAt(i) >= '0' && value.charAt(i) <= '9';
  }

  private int digits(int count) throws Mismatch {
    int out = 0;
    for (int i = 0; i < count; i++) {
      if (!digitAt(at + i)) {
        throw new Mismatch("");
      }
      out = out * 10 + value.charAt(at + i) - '0';
    }
    at += count;
    return out;
  }

  /** One digit or two; two where they are {@code fixed}. */
  private int number(boolean fixed) throws Mismatch {
    return digits(fixed || digitAt(at + 1) ? 2 : 1);
  }

  private int upToThree(boolean fixed) throws Mismatch {
    int count = digitAt(at + 1) ? digitAt(at + 2) ? 3 : 2 : 1;
    return digits(fixed ? 3 : count);
  }

  private static int ranged(int number, int low, int high, String what) throws Mismatch {
    if (number < low || number > high) {
      throw new Mismatch(what + " out of range");
    }
    return number;
  }

  private void space() {
    if (at < value.length() && value.charAt(at) == ' ') {
      at++;
    }
  }

  private int name(List<String> names, int length) throws Mismatch {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).substring(0, Math.min(length, names.get(i).length()));
      if (value.regionMatches(true, at, name, 0, name.length())) {
        at += name.length();
        return i + 1;
      }
    }
    throw new Mismatch("");
  }

  private boolean eitherOf(String yes, String no) throws Mismatch {
    boolean found = value.startsWith(yes, at);
    if (!found && !value.startsWith(no, at)) {
      throw new Mismatch("");
    }
    at += yes.length();
    return found;
  }

  /** A fraction may follow seconds even where the layout shows none. */
  private void second(boolean fixed, TimeLayout.@Nullable Part next) throws Mismatch {
    second = ranged(number(fixed), 0, 59, "second");
    boolean shown =
        next != null
            && (next.element() == TimeLayout.Element.FRACTION
                || next.element() == TimeLayout.Element.SHORT_FRACTION);
    if (!shown && fractionLength() > 1) {
      fraction(fractionLength());
    }
  }

  /** Of a point or comma and the digits behind it. */
  private int fractionLength() {
    if (at >= value.length() || (value.charAt(at) != '.' && value.charAt(at) != ',')) {
      return 0;
    }
    int end = at + 1;
    while (digitAt(end)) {
      end++;
    }
    return end - at;
  }

  private void fraction(int length) throws Mismatch {
    if (fractionLength() == 0 || at + length > value.length()) {
      throw new Mismatch("");
    }
    int out = 0;
    for (int i = 1; i <= 9; i++) {
      if (i < length && !digitAt(at + i)) {
        throw new Mismatch("");
      }
      out = out * 10 + (i < length ? value.charAt(at + i) - '0' : 0);
    }
    nanos = out;
    at += length;
  }

  private void offset(String form) throws Mismatch {
    if (form.charAt(0) == 'Z' && value.startsWith("Z", at)) {
      at++;
      return;
    }
    char sign = at < value.length() ? value.charAt(at) : ' ';
    if ((sign != '+' && sign != '-') || at + form.length() > value.length()) {
      throw new Mismatch("");
    }
    at++;
    boolean colon = form.indexOf(':') >= 0;
    long pairs = form.chars().filter(Character::isDigit).count() / 2;
    int seconds = ranged(digits(2), 0, 24, "time zone offset hour") * 3600;
    if (pairs > 1) {
      colon(colon);
      seconds += ranged(digits(2), 0, 60, "time zone offset minute") * 60;
    }
    if (pairs > 2) {
      colon(colon);
      seconds += ranged(digits(2), 0, 60, "time zone offset second");
    }
    offset = sign == '-' ? -seconds : seconds;
  }

  private void colon(boolean wanted) throws Mismatch {
    if (wanted) {
      if (!value.startsWith(":", at)) {
        throw new Mismatch("");
      }
      at++;
    }
  }

  private void zoneName() throws Mismatch {
    int length = ZoneAbbreviation.length(value, at);
    if (length == 0) {
      throw new Mismatch("");
    }
    at += length;
  }
}

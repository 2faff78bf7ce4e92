package dev.bulkhead.rego.builtins;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A layout of Go's time package: an example of how the moment of 2 January 2006, 15:04:05, seven
 * hours behind UTC, is to be written (pkg.go.dev/time, Constants).
 *
 * @param tail the text behind the last element
 */
record TimeLayout(List<Part> parts, String tail) {

  /**
   * An element of a layout.
   *
   * @param before the plain text before it
   * @param text the element as the layout writes it
   */
  record Part(String before, Element element, String text) {}

  /** What an element of a layout stands for. */
  enum Element {
    LONG_MONTH,
    MONTH,
    NUMBER_MONTH,
    ZERO_MONTH,
    LONG_WEEKDAY,
    WEEKDAY,
    DAY,
    SPACED_DAY,
    ZERO_DAY,
    SPACED_DAY_OF_YEAR,
    ZERO_DAY_OF_YEAR,
    HOUR,
    HOUR_12,
    ZERO_HOUR_12,
    MINUTE,
    ZERO_MINUTE,
    SECOND,
    ZERO_SECOND,
    LONG_YEAR,
    YEAR,
    PM,
    LOWER_PM,
    ZONE_NAME,
    /** An offset, of the form that the element's text shows. */
    OFFSET,
    /** A point or comma and as many digits as the text has. */
    FRACTION,
    /** The same without zeros at the end, or nothing. */
    SHORT_FRACTION
  }

  /** Names of layouts that OPA knows. */
  private static final Map<String, String> NAMED =
      Map.of(
          "ANSIC", "Mon Jan _2 15:04:05 2006",
          "UnixDate", "Mon Jan _2 15:04:05 MST 2006",
          "RubyDate", "Mon Jan 02 15:04:05 -0700 2006",
          "RFC822", "02 Jan 06 15:04 MST",
          "RFC822Z", "02 Jan 06 15:04 -0700",
          "RFC850", "Monday, 02-Jan-06 15:04:05 MST",
          "RFC1123", "Mon, 02 Jan 2006 15:04:05 MST",
          "RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700",
          "RFC3339", "2006-01-02T15:04:05Z07:00",
          "RFC3339Nano", "2006-01-02T15:04:05.999999999Z07:00");

  static final String RFC3339 = named("RFC3339");
  static final String RFC3339_NANO = named("RFC3339Nano");

  /** Elements with one way of writing, longer ones before those that they begin with. */
  private static final List<Map.Entry<String, Element>> FIXED =
      List.of(
          Map.entry("January", Element.LONG_MONTH),
          Map.entry("Monday", Element.LONG_WEEKDAY),
          Map.entry("MST", Element.ZONE_NAME),
          Map.entry("01", Element.ZERO_MONTH),
          Map.entry("02", Element.ZERO_DAY),
          Map.entry("03", Element.ZERO_HOUR_12),
          Map.entry("04", Element.ZERO_MINUTE),
          Map.entry("05", Element.ZERO_SECOND),
          Map.entry("06", Element.YEAR),
          Map.entry("002", Element.ZERO_DAY_OF_YEAR),
          Map.entry("15", Element.HOUR),
          Map.entry("1", Element.NUMBER_MONTH),
          Map.entry("2006", Element.LONG_YEAR),
          Map.entry("2", Element.DAY),
          Map.entry("__2", Element.SPACED_DAY_OF_YEAR),
          Map.entry("_2", Element.SPACED_DAY),
          Map.entry("3", Element.HOUR_12),
          Map.entry("4", Element.MINUTE),
          Map.entry("5", Element.SECOND),
          Map.entry("PM", Element.PM),
          Map.entry("pm", Element.LOWER_PM),
          Map.entry("-070000", Element.OFFSET),
          Map.entry("-07:00:00", Element.OFFSET),
          Map.entry("-0700", Element.OFFSET),
          Map.entry("-07:00", Element.OFFSET),
          Map.entry("-07", Element.OFFSET),
          Map.entry("Z070000", Element.OFFSET),
          Map.entry("Z07:00:00", Element.OFFSET),
          Map.entry("Z0700", Element.OFFSET),
          Map.entry("Z07:00", Element.OFFSET),
          Map.entry("Z07", Element.OFFSET));

  /** The layout that OPA knows under a name, or the text itself. */
  static String named(String name) {
    return NAMED.getOrDefault(name, name);
  }

  static TimeLayout of(String layout) {
    var parts = new ArrayList<Part>();
    int from = 0;
    int at = 0;
    while (at < layout.length()) {
      Part part = elementAt(layout, from, at);
      if (part == null) {
        at++;
      } else {
        parts.add(part);
        from += part.before.length() + part.text.length();
        at = from;
      }
    }
    return new TimeLayout(List.copyOf(parts), layout.substring(from));
  }

  private static @Nullable Part elementAt(String layout, int from, int at) {
    String before = layout.substring(from, at);
    char c = layout.charAt(at);
    if (c == '.' || c == ',') {
      return fraction(layout, before, at);
    }
    if ("JM01_23456Pp-Z".indexOf(c) < 0) {
      return null;
    }
    if (layout.startsWith("_2006", at)) {
      return new Part(before + "_", Element.LONG_YEAR, "2006");
    }
    for (Map.Entry<String, Element> fixed : FIXED) {
      if (layout.startsWith(fixed.getKey(), at)) {
        return new Part(before, fixed.getValue(), fixed.getKey());
      }
    }
    boolean word = at + 3 < layout.length() && Character.isLowerCase(layout.charAt(at + 3));
    if (layout.startsWith("Jan", at) && !word) {
      return new Part(before, Element.MONTH, "Jan");
    }
    return layout.startsWith("Mon", at) && !word ? new Part(before, Element.WEEKDAY, "Mon") : null;
  }

  /** Zeros or nines behind a point or comma, unless other digits follow. */
  private static @Nullable Part fraction(String layout, String before, int at) {
    int end = at + 1;
    char digit = end < layout.length() ? layout.charAt(end) : ' ';
    if (digit != '0' && digit != '9') {
      return null;
    }
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    if (end < layout.length() && Character.isDigit(layout.charAt(end))) {
      return null;
    }
    return new Part(
        before,
        digit == '0' ? Element.FRACTION : Element.SHORT_FRACTION,
        layout.substring(at, end));
  }
}

package dev.bulkhead.rego.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import org.jspecify.annotations.Nullable;

/**
 * Formats of strings (JSON Schema Validation, draft 7, section 7); those not known fit anything.
 */
final class Formats {
  private static final Pattern HOST =
      Pattern.compile(
          "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");
  private static final Pattern UUID =
      Pattern.compile("(?i)[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}");
  private static final Pattern POINTER = Pattern.compile("(/([^~/]|~0|~1)*)*");
  private static final Pattern RELATIVE_POINTER =
      Pattern.compile("(0|[1-9][0-9]*)(#|(/([^~/]|~0|~1)*)*)");
  private static final Pattern IPV4 =
      Pattern.compile(
          "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}");
  private static final Pattern ADDRESS =
      Pattern.compile("([^<>]*<)?[^\\s@<>()\\[\\],;:\"]+@[^\\s@<>()\\[\\],;:\"]+>?");
  private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?");
  private static final Pattern OFFSET_TIME =
      Pattern.compile("[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

  private Formats() {}

  static boolean fits(String format, String text) {
    return switch (format) {
      case "date" -> isDate(text);
      case "time" -> isTime(text);
      case "date-time" -> isTime(text) || isDate(text) || isDateTime(text);
      case "hostname" -> text.length() < 256 && HOST.matches(text);
      case "email", "idn-email" -> ADDRESS.matches(text);
      case "ipv4" -> IPV4.matches(text);
      case "ipv6" -> isIpv6(text);
      case "uri", "iri" -> hasScheme(uri(text));
      case "uri-reference", "iri-reference" -> uri(text) != null;
      case "uri-template" -> isTemplate(text);
      case "uuid" -> UUID.matches(text);
      case "regex" -> isPattern(text);
      case "json-pointer" -> POINTER.matches(text);
      case "relative-json-pointer" -> RELATIVE_POINTER.matches(text);
      default -> true;
    };
  }

  private interface Parse {
    Object of(CharSequence text);
  }

  private static boolean parses(Parse parse, String text) {
    try {
      parse.of(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isDate(String text) {
    return text.length() == 10 && parses(LocalDate::parse, text);
  }

  private static boolean isTime(String text) {
    return TIME.matches(text)
        ? parses(LocalTime::parse, text)
        : OFFSET_TIME.matches(text) && parses(OffsetTime::parse, text);
  }

  private static boolean isDateTime(String text) {
    return text.length() > 11
        && text.charAt(10) == 'T'
        && OFFSET_TIME.matches(text.substring(11))
        && parses(OffsetDateTime::parse, text);
  }

  /** Groups of hexadecimal digits, one gap at most, an IPv4 address as the last. */
  private static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (text.indexOf(':') < 0 || (gap >= 0 && text.indexOf("::", gap + 1) >= 0)) {
      return false;
    }
    if (gap < 0) {
      return groups(text, true) == 8;
    }
    int before = groups(text.substring(0, gap), false);
    int behind = groups(text.substring(gap + 2), true);
    return before >= 0 && behind >= 0 && before + behind < 8;
  }

  /** How many groups there are; -1 where one is none. */
  private static int groups(String text, boolean last) {
    if (text.isEmpty()) {
      return 0;
    }
    int count = 0;
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (last && i == parts.length - 1 && IPV4.matches(parts[i])) {
        count += 2;
      } else if (!parts[i].isEmpty()
          && parts[i].length() <= 4
          && parts[i].chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
        count++;
      } else {
        return -1;
      }
    }
    return count;
  }

  private static boolean hasScheme(@Nullable URI uri) {
    return uri != null && uri.getScheme() != null;
  }

  private static @Nullable URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Every opening brace is closed before the next opens. */
  private static boolean isTemplate(String text) {
    boolean open = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || (c == '{' && open)) {
        return false;
      }
      open = c == '{' || (open && c != '}');
    }
    return !open && uri(text.replace("{", "").replace("}", "")) != null;
  }

  private static boolean isPattern(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}

package dev.bulkhead.report;

import dev.bulkhead.source.Quotes;
import dev.bulkhead.secrets.SecretDetector;
import org.jspecify.annotations.Nullable;

/**
 * Hides what looks like a secret in a line of text, whatever the file's format: {@code key: value},
 * {@code key=value}, JSON in one line, {@code --password x}, tokens known by their form.
 */
final class LineMask {
  /** Stands for a hidden value. */
  static final String MASK = "••••••";

  private LineMask() {}

  /**
   * The line with what looks like a secret hidden.
   *
   * @param name the name that a bare {@code value:} belongs to, as in a container's env; or null
   */
  static String hide(String line, @Nullable String name) {
    int separator = separator(line, 0);
    if (separator > 0) {
      String key = keyBefore(line, separator);
      int from = skipBlanks(line, separator + 1);
      String value = Quotes.without(line.substring(from).strip());
      boolean ofName = name != null && key.equals("value");
      if (!value.isEmpty() && SecretDetector.inspect(ofName ? name : key, value) != null) {
        return line.substring(0, from) + MASK;
      }
    }
    return hideInside(line);
  }

  /** The line with everything behind its key hidden. */
  static String hideValue(String line) {
    int separator = separator(line, 0);
    int from = skipBlanks(line, separator > 0 ? separator + 1 : 0);
    return from >= line.length() ? line : line.substring(0, from) + MASK;
  }

  /** The value of {@code name: X} or {@code - name: X}; null for any other line. */
  static @Nullable String nameIn(String line) {
    int separator = separator(line, 0);
    return separator > 0 && keyBefore(line, separator).equals("name")
        ? Quotes.without(line.substring(separator + 1).strip())
        : null;
  }

  private static String hideInside(String line) {
    StringBuilder out = new StringBuilder(line.length());
    String key = null;
    int at = 0;
    while (at < line.length()) {
      if (isDelimiter(line.charAt(at))) {
        out.append(line.charAt(at++));
        continue;
      }
      int end = at;
      while (end < line.length() && !isDelimiter(line.charAt(end))) {
        end++;
      }
      int split = splitsAt(line, at, end);
      String token = line.substring(at, split < 0 ? end : split);
      boolean secret = split < 0 && SecretDetector.inspect(key, token) != null;
      out.append(secret ? MASK : token);
      if (!token.equals(":")) {
        // a lone colon stands between a quoted key and its value
        key = secret ? null : stripDashes(token);
      }
      if (split >= 0) {
        out.append(line.charAt(split));
      }
      at = split < 0 ? end : split + 1;
    }
    return out.toString();
  }

  /** Where a token is a key with its {@code =} or closing {@code :}; -1 where it is none. */
  private static int splitsAt(String line, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (c == '=' || (c == ':' && (i + 1 == to || !line.startsWith("//", i + 1)) && i > from)) {
        return isWord(line, from, i) ? i : -1;
      }
      if (c == '/') {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isWord(String line, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (!Character.isLetterOrDigit(c) && "_-.".indexOf(c) < 0) {
        return false;
      }
    }
    return to > from;
  }

  private static boolean isDelimiter(char c) {
    return " \t\"',;{}[]()<>`&".indexOf(c) >= 0;
  }

  private static String stripDashes(String token) {
    int i = 0;
    while (i < token.length() && token.charAt(i) == '-') {
      i++;
    }
    return token.substring(i);
  }

  /** Index of the first {@code :} with a blank or the end behind it, or of the first {@code =}. */
  private static int separator(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '=') {
        return i;
      }
      if (c == ':' && (i + 1 == line.length() || Character.isWhitespace(line.charAt(i + 1)))) {
        return i;
      }
      if (c == '#' || c == '{' || c == '[') {
        return -1;
      }
    }
    return -1;
  }

  private static String keyBefore(String line, int separator) {
    String key = line.substring(0, separator).strip();
    while (key.startsWith("- ")) {
      key = key.substring(2).strip();
    }
    int blank = key.lastIndexOf(' ');
    return Quotes.without(blank < 0 ? key : key.substring(blank + 1));
  }

  private static int skipBlanks(String line, int from) {
    int i = from;
    while (i < line.length() && Character.isWhitespace(line.charAt(i))) {
      i++;
    }
    return i;
  }
}

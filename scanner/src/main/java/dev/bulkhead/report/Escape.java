package dev.bulkhead.report;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Makes text from the input harmless. Names in manifests are hostile: escape sequences that rewrite
 * a terminal, right-to-left marks that reorder a line, markup.
 */
final class Escape {
  private static final String MARKDOWN_PUNCTUATION = "\\`*_{}[]<>#|~!&$";

  private Escape() {}

  /** One line of text in which every control or reordering character shows as its code. */
  static String visible(String text) {
    int i = 0;
    while (i < text.length() && isPlain(text, i)) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, i);
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(text, i)) {
        out.append(c);
      } else {
        out.append(code(c));
      }
    }
    return out.toString();
  }

  /** Prose without its line breaks. */
  static String unwrapped(String text) {
    String stripped = text.strip();
    return stripped.chars().anyMatch(Escape::isLineBreak)
        ? stripped.replaceAll("\\s*\\R\\s*", " ")
        : stripped;
  }

  private static boolean isLineBreak(int c) {
    return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  private static String code(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u" + String.format(Locale.ROOT, "%04x", (int) c);
    };
  }

  private static boolean isPlain(String text, int index) {
    char c = text.charAt(index);
    if (c >= 0x20 && c < 0x7f) {
      return true;
    }
    if (Character.isSurrogate(c)) {
      return Character.isHighSurrogate(c)
          ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
          : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** Text inside HTML or XML elements and quoted attributes. */
  static String markup(String text) {
    String shown = visible(text);
    StringBuilder out = new StringBuilder(shown.length() + 16);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        // not characters of XML 1.0
        case '\uFFFE', '\uFFFF' -> out.append(code(c));
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * Text in Markdown: no markup, no links that make themselves, nobody notified by an {@code @}
   * (GitHub looks for those in the rendered text, which an empty comment splits).
   */
  static String markdown(String text) {
    String shown = visible(text);
    StringBuilder out = new StringBuilder(shown.length() + 16);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (c == '@') {
        out.append("@<!-- -->");
      } else if (c == ':' && shown.startsWith("//", i + 1)) {
        out.append("\\:");
      } else if (c == '.' && i >= 3 && shown.regionMatches(true, i - 3, "www", 0, 3)) {
        out.append("\\.");
      } else {
        if (MARKDOWN_PUNCTUATION.indexOf(c) >= 0) {
          out.append('\\');
        }
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Prose in which backticks set off code, as messages and fixes are written. */
  static String markdownProse(String text) {
    String[] parts = text.split("`", -1);
    if (parts.length % 2 == 0 || text.contains("``")) {
      return markdown(text);
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      out.append(i % 2 == 0 ? markdown(parts[i]) : markdownCode(parts[i]));
    }
    return out.toString();
  }

  /** A code span that its content cannot leave. */
  static String markdownCode(String text) {
    String shown = visible(text);
    String fence = "`".repeat(longestRun(shown) + 1);
    String space = fence.length() > 1 || shown.isBlank() ? " " : "";
    return fence + space + shown + space + fence;
  }

  /** How many backticks stand together at most. */
  static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** The plain text of a SARIF message, in which brackets make links (SARIF 2.1.0, 3.11.6). */
  static String sarif(String text) {
    return visible(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]");
  }

  /** A file path as a relative URI reference (RFC 3986). */
  static String uri(String path) {
    StringBuilder out = new StringBuilder(path.length() + 16);
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/!$'()*+,;=@".indexOf(c) >= 0)) {
        out.append(c);
      } else {
        out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      }
    }
    return out.toString();
  }
}

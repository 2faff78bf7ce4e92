package dev.bulkhead.rego.builtins;

/** Quotes text as Go's strconv package does. */
final class GoQuotes {
  private GoQuotes() {}

  static String quote(String text) {
    return quote(text, '"', false);
  }

  /** With all characters beyond ASCII escaped. */
  static String quoteAscii(String text) {
    return quote(text, '"', true);
  }

  static String quoteCharacter(int codePoint, boolean ascii) {
    return quote(Character.toString(codePoint), '\'', ascii);
  }

  private static String quote(String text, char quote, boolean ascii) {
    var out = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints().forEach(c -> append(c, quote, ascii, out));
    return out.append(quote).toString();
  }

  private static void append(int c, char quote, boolean ascii, StringBuilder out) {
    switch (c) {
      case '\\' -> out.append("\\\\");
      case 0x07 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 0x0b -> out.append("\\v");
      default -> {
        if (c == quote) {
          out.append('\\').append(quote);
        } else if (c < 0x80 ? c >= ' ' && c != 0x7f : !ascii && isPrintable(c)) {
          out.appendCodePoint(c);
        } else if (c < 0x80) {
          out.append(String.format("\\x%02x", c));
        } else {
          out.append(String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
        }
      }
    }
  }

  /** Letters, marks, numbers, punctuation, symbols and the ASCII space. */
  static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }

  /** Whether Go's raw strings can hold the text. */
  static boolean fitsBackquotes(String text) {
    return text.codePoints()
        .allMatch(c -> c != '`' && c != 0x7f && c != 0xFEFF && (c >= ' ' || c == '\t'));
  }
}

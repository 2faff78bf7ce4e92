package dev.bulkhead.source;

import dev.bulkhead.model.Span;

/**
 * Finds where TOML nests too deep before it is parsed: the parser recurses, and so would end with
 * an overflow of the stack. Knows of strings and comments only what keeps brackets in them apart.
 */
final class TomlDepth {
  private final String text;
  private final int limit;
  private int at;
  private int line = 1;
  private int lineStart;

  private TomlDepth(String text, int limit) {
    this.text = text;
    this.limit = limit;
  }

  static void check(String text, int limit) throws ParseFailure {
    new TomlDepth(text, limit).check();
  }

  private void check() throws ParseFailure {
    int open = 0;
    int dots = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '\n' -> {
          line++;
          lineStart = at + 1;
          dots = 0;
        }
        case '[', '{' -> {
          open++;
          dots = 0;
        }
        case ']', '}' -> open = Math.max(0, open - 1);
        case '.' -> dots++;
        case ',', '=' -> dots = 0;
        case '#' -> comment();
        case '"', '\'' -> string(c);
        default -> {}
      }
      if (open + dots > limit) {
        int column = at - lineStart + 1;
        throw new ParseFailure(
            "too-deep",
            "nested deeper than " + limit + " levels",
            new Span(line, column, line, column + 1),
            "flatten the document");
      }
      at++;
    }
  }

  private void comment() {
    while (at + 1 < text.length() && text.charAt(at + 1) != '\n') {
      at++;
    }
  }

  /** To the character that closes the string; to the line's end where none does. */
  private void string(char quote) {
    String three = String.valueOf(quote).repeat(3);
    boolean multiline = text.startsWith(three, at);
    at += multiline ? 3 : 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && quote == '"') {
        at++;
      } else if (c == '\n') {
        if (!multiline) {
          at--;
          return;
        }
        line++;
        lineStart = at + 1;
      } else if (multiline ? text.startsWith(three, at) : c == quote) {
        at += multiline ? 2 : 0;
        return;
      }
      at++;
    }
  }
}

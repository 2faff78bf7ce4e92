package dev.bulkhead.rego.builtins;

import org.jspecify.annotations.Nullable;

/** Says what is wrong with a text that should be JSON, in the words of Go's encoding/json. */
final class JsonProblem {
  private static final String VALUE = "looking for beginning of value";
  private static final String KEY = "looking for beginning of object key string";

  /** Deeper nesting is not looked into. */
  private static final int MAX_DEPTH = 1_000;

  private final String text;
  private int at;

  private JsonProblem(String text) {
    this.text = text;
  }

  /** The text is broken here. */
  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message, null, false, false);
    }
  }

  /** What is wrong; null where nothing was found. */
  static @Nullable String in(String text) {
    var reader = new JsonProblem(text);
    try {
      reader.space();
      if (reader.at == text.length()) {
        return "EOF";
      }
      reader.value(0);
      reader.space();
      return reader.at < text.length()
          ? "error: " + reader.unexpected("after top-level value").getMessage()
          : null;
    } catch (Broken e) {
      return e.getMessage();
    }
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private Broken unexpected(String where) {
    if (at >= text.length()) {
      return new Broken("unexpected EOF");
    }
    int c = text.codePointAt(at);
    String shown = c == '\'' ? "'\\''" : c == '"' ? "'\"'" : GoQuotes.quoteCharacter(c, false);
    return new Broken("invalid character " + shown + " " + where);
  }

  private void value(int depth) throws Broken {
    if (depth > MAX_DEPTH) {
      throw new Broken("exceeded max depth");
    }
    space();
    switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    }
  }

  private void object(int depth) throws Broken {
    at++;
    space();
    if (peek() == '}') {
      at++;
      return;
    }
    while (true) {
      space();
      if (peek() != '"') {
        throw unexpected(KEY);
      }
      string();
      space();
      if (peek() != ':') {
        throw unexpected("after object key");
      }
      at++;
      value(depth + 1);
      space();
      int next = peek();
      if (next != ',' && next != '}') {
        throw unexpected("after object key:value pair");
      }
      at++;
      if (next == '}') {
        return;
      }
    }
  }

  private void array(int depth) throws Broken {
    at++;
    space();
    if (peek() == ']') {
      at++;
      return;
    }
    while (true) {
      value(depth + 1);
      space();
      int next = peek();
      if (next != ',' && next != ']') {
        throw unexpected("after array element");
      }
      at++;
      if (next == ']') {
        return;
      }
    }
  }

  private void string() throws Broken {
    at++;
    while (peek() != '"') {
      if (peek() < ' ') {
        throw unexpected("in string literal");
      }
      if (peek() == '\\') {
        at++;
        escape();
      } else {
        at++;
      }
    }
    at++;
  }

  private void escape() throws Broken {
    if (peek() == -1 || "\"\\/bfnrtu".indexOf(peek()) < 0) {
      throw unexpected("in string escape code");
    }
    boolean unicode = peek() == 'u';
    at++;
    for (int i = 0; unicode && i < 4; i++) {
      if (peek() == -1 || Character.digit(peek(), 16) < 0) {
        throw unexpected("in \\u hexadecimal character escape");
      }
      at++;
    }
  }

  private void literal(String word) throws Broken {
    for (int i = 0; i < word.length(); i++) {
      if (peek() != word.charAt(i)) {
        throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
      at++;
    }
  }

  private boolean digits() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    return at > start;
  }

  private void number() throws Broken {
    boolean negative = peek() == '-';
    at += negative ? 1 : 0;
    if (peek() == '0') {
      at++;
    } else if (!digits()) {
      throw unexpected(negative ? "in numeric literal" : VALUE);
    }
    if (peek() == '.') {
      at++;
      if (!digits()) {
        throw unexpected("after decimal point in numeric literal");
      }
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      at += peek() == '+' || peek() == '-' ? 1 : 0;
      if (!digits()) {
        throw unexpected("in exponent of numeric literal");
      }
    }
  }
}

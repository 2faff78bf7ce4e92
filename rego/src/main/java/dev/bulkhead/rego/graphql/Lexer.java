package dev.bulkhead.rego.graphql;

import dev.bulkhead.rego.graphql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a document into tokens (GraphQL specification 2.1). What is no token becomes an invalid one,
 * which no rule of the grammar takes. Columns count code points; those of strings count from behind
 * their quotes, as in gqlparser.
 */
final class Lexer {
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int END = -1;

  private final int[] text;
  private int at;
  private int line = 1;
  private int lineStart;

  Lexer(String text) {
    this.text = text.codePoints().toArray();
  }

  Token next() {
    var comments = new ArrayList<String>();
    skipBlanks();
    while (peek(0) == '#') {
      comments.add(comment());
      skipBlanks();
    }
    return token(comments);
  }

  private int peek(int ahead) {
    return at + ahead < text.length ? text[at + ahead] : END;
  }

  private void skipBlanks() {
    while (true) {
      switch (peek(0)) {
        case ' ', '\t', ',', BYTE_ORDER_MARK -> at++;
        case '\n', '\r' -> newLine();
        default -> {
          return;
        }
      }
    }
  }

  private void newLine() {
    boolean pair = peek(0) == '\r' && peek(1) == '\n';
    at++;
    line++;
    lineStart = at;
    at += pair ? 1 : 0;
  }

  private String comment() {
    int start = at;
    while (peek(0) > 0x1f || peek(0) == '\t') {
      at++;
    }
    return slice(start, at);
  }

  private String slice(int from, int to) {
    return new String(text, from, to - from);
  }

  private Token token(List<String> comments) {
    int start = at;
    int c = peek(0);
    if (c == END) {
      return made(Kind.END, "", start, comments);
    }
    if (isNameStart(c)) {
      while (isNameStart(peek(0)) || isDigit(peek(0))) {
        at++;
      }
      return made(Kind.NAME, slice(start, at), start, comments);
    }
    if (isDigit(c) || c == '-') {
      return number(comments);
    }
    if (c == '"') {
      return peek(1) == '"' && peek(2) == '"' ? blockString(comments) : string(comments);
    }
    Kind kind = punctuation(c);
    if (kind == Kind.INVALID) {
      return invalid(comments);
    }
    at += kind == Kind.SPREAD ? 3 : 1;
    return made(kind, "", start, comments);
  }

  private Kind punctuation(int c) {
    return switch (c) {
      case '!' -> Kind.BANG;
      case '$' -> Kind.DOLLAR;
      case '&' -> Kind.AMPERSAND;
      case '(' -> Kind.LEFT_PARENTHESIS;
      case ')' -> Kind.RIGHT_PARENTHESIS;
      case ':' -> Kind.COLON;
      case '=' -> Kind.EQUALS;
      case '@' -> Kind.AT;
      case '[' -> Kind.LEFT_BRACKET;
      case ']' -> Kind.RIGHT_BRACKET;
      case '{' -> Kind.LEFT_BRACE;
      case '}' -> Kind.RIGHT_BRACE;
      case '|' -> Kind.PIPE;
      case '.' -> peek(1) == '.' && peek(2) == '.' ? Kind.SPREAD : Kind.INVALID;
      default -> Kind.INVALID;
    };
  }

  private static boolean isNameStart(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private Token made(Kind kind, String value, int start, List<String> comments) {
    return new Token(kind, value, line, start - lineStart + 1, comments);
  }

  /** Ends the document: nothing behind what is no token is read. */
  private Token invalid(List<String> comments) {
    Token out = made(Kind.INVALID, "", at, comments);
    at = text.length;
    return out;
  }

  private Token number(List<String> comments) {
    int start = at;
    at += peek(0) == '-' ? 1 : 0;
    boolean zero = peek(0) == '0';
    int digits = digits();
    if (zero && digits > 1) {
      at -= digits - 1;
      return invalid(comments);
    }
    if (digits == 0) {
      return invalid(comments);
    }
    boolean fraction = peek(0) == '.';
    if (fraction) {
      at++;
      if (digits() == 0) {
        return invalid(comments);
      }
    }
    boolean exponent = peek(0) == 'e' || peek(0) == 'E';
    if (exponent) {
      at++;
      at += peek(0) == '-' || peek(0) == '+' ? 1 : 0;
      if (digits() == 0) {
        return invalid(comments);
      }
    }
    Kind kind = fraction || exponent ? Kind.FLOAT : Kind.INT;
    return made(kind, slice(start, at), start, comments);
  }

  private int digits() {
    int start = at;
    while (isDigit(peek(0))) {
      at++;
    }
    return at - start;
  }

  private Token string(List<String> comments) {
    int start = ++at;
    var out = new StringBuilder();
    while (true) {
      int c = peek(0);
      if (c == '"') {
        at++;
        return made(Kind.STRING, out.toString(), start, comments);
      }
      if (c == END || (c < 0x20 && c != '\t')) {
        return invalid(comments);
      }
      if (c != '\\') {
        out.appendCodePoint(c);
        at++;
      } else if (!escape(out)) {
        at++;
        return invalid(comments);
      }
    }
  }

  private boolean escape(StringBuilder out) {
    int c = peek(1);
    int plain = "\"/\\bfnrt".indexOf(c);
    if (c != END && plain >= 0) {
      out.append("\"/\\\b\f\n\r\t".charAt(plain));
      at += 2;
      return true;
    }
    if (c != 'u') {
      return false;
    }
    int value = 0;
    for (int i = 2; i < 6; i++) {
      int digit = peek(i) == END || peek(i) > 'f' ? -1 : Character.digit(peek(i), 16);
      if (digit < 0) {
        return false;
      }
      value = value << 4 | digit;
    }
    out.append((char) value);
    at += 6;
    return true;
  }

  private Token blockString(List<String> comments) {
    at += 3;
    int start = at;
    var out = new StringBuilder();
    while (true) {
      int c = peek(0);
      int quotes = quotes();
      if (quotes >= 3) {
        out.repeat('"', quotes - 3);
        Token token = made(Kind.BLOCK_STRING, BlockString.value(out.toString()), start, comments);
        at += quotes;
        return token;
      }
      if (c == END || (c < 0x20 && c != '\t' && c != '\n' && c != '\r')) {
        return invalid(comments);
      }
      if (c == '\\' && peek(1) == '"' && peek(2) == '"' && peek(3) == '"') {
        out.append("\"\"\"");
        at += 4;
      } else if (c == '\n' || c == '\r') {
        out.append('\n');
        newLine();
      } else {
        out.appendCodePoint(c);
        at++;
      }
    }
  }

  private int quotes() {
    int count = 0;
    while (peek(count) == '"') {
      count++;
    }
    return count;
  }
}

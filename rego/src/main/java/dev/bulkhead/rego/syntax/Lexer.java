package dev.bulkhead.rego.syntax;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.syntax.Module.Comment;
import dev.bulkhead.rego.syntax.Token.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a module's text into tokens. Template strings give a TEMPLATE_PART before each hole, and a
 * TEMPLATE_END.
 */
final class Lexer {
  private static final int MAX_TEMPLATES = 50;

  private final String file;
  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private int at;
  private int row = 1;
  private int lineStart;

  /** Bytes of the current line beyond its characters, since columns count UTF-8 bytes. */
  private int extraBytes;

  private int templates;

  private boolean space;
  private boolean newline;

  Lexer(String file, String source) {
    this.file = file;
    this.source = source;
  }

  List<Comment> comments() {
    return comments;
  }

  List<Token> tokens() {
    skipByteOrderMark();
    while (true) {
      skipBlanks();
      if (at >= source.length()) {
        add(Type.EOF, "", at, row, column(at));
        return tokens;
      }
      next();
    }
  }

  private void skipByteOrderMark() {
    if (!source.isEmpty() && source.charAt(0) == '\uFEFF') {
      at = 1;
      lineStart = 1;
    }
  }

  private void skipBlanks() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '\n') {
        at++;
        newLine();
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
        space = true;
      } else if (c == '#') {
        comment();
      } else {
        return;
      }
    }
  }

  private void newLine() {
    row++;
    lineStart = at;
    extraBytes = 0;
    space = true;
    newline = true;
  }

  private void comment() {
    int start = at;
    int col = column(start);
    while (at < source.length() && source.charAt(at) != '\n') {
      countBytes(source.charAt(at++));
    }
    int end = at > start && source.charAt(at - 1) == '\r' ? at - 1 : at;
    comments.add(
        new Comment(new Location(file, row, col, start, end), source.substring(start + 1, end)));
    space = true;
  }

  private void countBytes(char c) {
    if (c >= 0x80) {
      // A surrogate pair has two characters and four bytes.
      extraBytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
  }

  private int column(int offset) {
    return offset - lineStart + 1 + extraBytes;
  }

  private void add(Type type, String text, int start, int startRow, int col) {
    tokens.add(new Token(type, text, start, at, startRow, col, space, newline));
    space = false;
    newline = false;
  }

  private void next() {
    char c = source.charAt(at);
    if (isLetter(c)) {
      word();
    } else if (isDigit(c)) {
      number();
    } else if (c == '"') {
      int start = at;
      int col = column(at++);
      add(Type.STRING, quoted(start), start, row, col);
    } else if (c == '`') {
      int start = at;
      int startRow = row;
      int col = column(at++);
      add(Type.STRING, raw(start), start, startRow, col);
    } else if (c == '$' && at + 1 < source.length() && "\"`".indexOf(source.charAt(at + 1)) >= 0) {
      template();
    } else {
      symbol(c);
    }
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void word() {
    int start = at;
    while (at < source.length() && (isLetter(source.charAt(at)) || isDigit(source.charAt(at)))) {
      at++;
    }
    String text = source.substring(start, at);
    add(keyword(text), text, start, row, column(start));
  }

  private static Type keyword(String text) {
    return switch (text) {
      case "package" -> Type.PACKAGE;
      case "import" -> Type.IMPORT;
      case "as" -> Type.AS;
      case "default" -> Type.DEFAULT;
      case "else" -> Type.ELSE;
      case "not" -> Type.NOT;
      case "some" -> Type.SOME;
      case "every" -> Type.EVERY;
      case "with" -> Type.WITH;
      case "null" -> Type.NULL;
      case "true" -> Type.TRUE;
      case "false" -> Type.FALSE;
      case "if" -> Type.IF;
      case "contains" -> Type.CONTAINS;
      case "in" -> Type.IN;
      default -> Type.IDENT;
    };
  }

  /** Whether a name is a keyword, so that it cannot stand for a variable. */
  static boolean isKeyword(String name) {
    return keyword(name) != Type.IDENT;
  }

  private void number() {
    int start = at;
    digits();
    if (at < source.length() && source.charAt(at) == '.') {
      at++;
      requireDigit("expected fraction", start);
      digits();
    }
    if (at < source.length() && (source.charAt(at) == 'e' || source.charAt(at) == 'E')) {
      at++;
      if (at < source.length() && (source.charAt(at) == '+' || source.charAt(at) == '-')) {
        at++;
      }
      requireDigit("expected exponent", start);
      digits();
    }
    if (at < source.length() && isLetter(source.charAt(at))) {
      throw error("illegal number format", start);
    }
    add(Type.NUMBER, source.substring(start, at), start, row, column(start));
  }

  private void requireDigit(String message, int start) {
    if (at >= source.length() || !isDigit(source.charAt(at))) {
      throw error(message, start);
    }
  }

  private void digits() {
    while (at < source.length() && isDigit(source.charAt(at))) {
      at++;
    }
  }

  /** Reads from behind the opening quote to behind the closing one. */
  private String quoted(int start) {
    var out = new StringBuilder();
    while (true) {
      char c = charInString(start);
      if (c == '"') {
        return out.toString();
      }
      if (c == '\\') {
        out.append(escape(start));
      } else {
        countBytes(c);
        out.append(c);
      }
    }
  }

  private char charInString(int start) {
    if (at >= source.length() || source.charAt(at) == '\n') {
      throw error("non-terminated string", start);
    }
    return source.charAt(at++);
  }

  private String escape(int start) {
    char c = charInString(start);
    return switch (c) {
      case '"', '\\', '/' -> String.valueOf(c);
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'u' -> String.valueOf(codeUnit(start));
      default -> throw error("illegal escape sequence", at - 1);
    };
  }

  private char codeUnit(int start) {
    if (at + 4 > source.length()) {
      throw error("non-terminated string", start);
    }
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(source.charAt(at++), 16);
      if (digit < 0) {
        throw error("illegal escape sequence", at - 1);
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private String raw(int start) {
    int close = source.indexOf('`', at);
    if (close < 0) {
      throw error("non-terminated string", start);
    }
    String text = source.substring(at, close);
    while (at < close) {
      char c = source.charAt(at++);
      if (c == '\n') {
        newLineInString();
      } else {
        countBytes(c);
      }
    }
    at++;
    return text;
  }

  private void newLineInString() {
    row++;
    lineStart = at;
    extraBytes = 0;
  }

  private void template() {
    int start = at;
    if (++templates > MAX_TEMPLATES) {
      throw error("string templates nested deeper than " + MAX_TEMPLATES, start);
    }
    char quote = source.charAt(at + 1);
    int startRow = row;
    int col = column(start);
    at += 2;
    while (true) {
      String text = templateText(quote, start);
      if (source.charAt(at - 1) == quote) {
        add(Type.TEMPLATE_END, text, start, startRow, col);
        templates--;
        return;
      }
      add(Type.TEMPLATE_PART, text, start, startRow, col);
      hole(start);
    }
  }

  /** Reads up to behind the next unescaped brace or the closing quote. */
  private String templateText(char quote, int start) {
    var out = new StringBuilder();
    while (true) {
      if (at >= source.length()) {
        throw error("non-terminated string", start);
      }
      char c = source.charAt(at++);
      if (c == quote || c == '{') {
        return out.toString();
      }
      if (c == '\n') {
        if (quote == '"') {
          throw error("non-terminated string", start);
        }
        newLineInString();
        out.append(c);
      } else if (c == '\\' && at < source.length() && source.charAt(at) == '{') {
        at++;
        out.append('{');
      } else if (c == '\\' && quote == '"') {
        out.append(escape(start));
      } else {
        countBytes(c);
        out.append(c);
      }
    }
  }

  /**
   * Reads the tokens of a hole up to behind its closing brace, which itself gives a RBRACE token.
   */
  private void hole(int start) {
    int depth = 0;
    while (true) {
      skipBlanks();
      if (at >= source.length()) {
        throw error("non-terminated string", start);
      }
      char c = source.charAt(at);
      if (c == '{') {
        depth++;
      } else if (c == '}' && depth-- == 0) {
        int here = at++;
        add(Type.RBRACE, "}", here, row, column(here));
        return;
      }
      next();
    }
  }

  private void symbol(char c) {
    char n = at + 1 < source.length() ? source.charAt(at + 1) : 0;
    int start = at;
    int col = column(start);
    at++;
    Type type =
        switch (c) {
          case '{' -> Type.LBRACE;
          case '}' -> Type.RBRACE;
          case '[' -> Type.LBRACK;
          case ']' -> Type.RBRACK;
          case '(' -> Type.LPAREN;
          case ')' -> Type.RPAREN;
          case ',' -> Type.COMMA;
          case ';' -> Type.SEMICOLON;
          case '.' -> Type.DOT;
          case '+' -> Type.ADD;
          case '-' -> Type.SUB;
          case '*' -> Type.MUL;
          case '/' -> Type.QUO;
          case '%' -> Type.REM;
          case '&' -> Type.AND;
          case '|' -> Type.OR;
          case ':' -> pair(n, Type.ASSIGN, Type.COLON);
          case '=' -> pair(n, Type.EQUAL, Type.UNIFY);
          case '<' -> pair(n, Type.LTE, Type.LT);
          case '>' -> pair(n, Type.GTE, Type.GT);
          case '!' -> {
            if (n != '=') {
              throw error("illegal ! character", start);
            }
            at++;
            yield Type.NEQ;
          }
          default -> throw error("illegal token", start);
        };
    add(type, source.substring(start, at), start, row, col);
  }

  private Type pair(char next, Type withEquals, Type alone) {
    if (next == '=') {
      at++;
      return withEquals;
    }
    return alone;
  }

  private RegoException error(String message, int offset) {
    var location =
        new Location(file, row, Math.max(1, column(offset)), offset, Math.max(at, offset));
    return new RegoException(
        List.of(RegoError.of(RegoError.PARSE, message, location).withSource(source)));
  }
}

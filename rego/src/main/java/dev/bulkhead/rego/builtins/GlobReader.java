package dev.bulkhead.rego.builtins;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;

/**
 * Reads a glob and writes the regular expression that means the same. The syntax is that of
 * gobwas/glob, which OPA uses: {@code *} and {@code ?} stop at separators, {@code **} does not;
 * {@code [abc]}, {@code [!a-c]} and {@code {one,two}}; a backslash takes the next character as it
 * is.
 */
final class GlobReader {
  private static final int END = -1;

  private final String glob;
  private final String one;
  private int at;
  private int open;

  GlobReader(String glob, String separators) {
    this.glob = glob;
    this.one = separators.isEmpty() ? "." : "[^" + members(separators) + "]";
  }

  String regex() throws BuiltinException {
    var out = new StringBuilder();
    while (at < glob.length()) {
      int c = next();
      switch (c) {
        case '{' -> {
          open++;
          out.append("(?:");
        }
        case '[' -> range(out);
        case '?' -> out.append(one);
        case '*' -> star(out);
        case ',' -> out.append(open > 0 ? "|" : ",");
        case '}' -> {
          out.append(open > 0 ? ")" : "\\}");
          open = Math.max(0, open - 1);
        }
        case '\\' -> out.append(Pattern.quote(Character.toString(escaped())));
        default -> out.append(Pattern.quote(Character.toString(c)));
      }
    }
    if (open > 0) {
      throw error("unclosed `{`");
    }
    return out.toString();
  }

  private void star(StringBuilder out) {
    if (peek() == '*') {
      at++;
      out.append(".*");
    } else {
      out.append(one).append('*');
    }
  }

  private int peek() {
    return at < glob.length() ? glob.codePointAt(at) : END;
  }

  private int next() {
    int c = peek();
    at += c == END ? 0 : Character.charCount(c);
    return c;
  }

  private int escaped() throws BuiltinException {
    int c = next();
    if (c == END) {
      throw error("trailing backslash");
    }
    return c;
  }

  /** Either a range or a list of characters; both may begin with an exclamation mark. */
  private void range(StringBuilder out) throws BuiltinException {
    int c = next();
    boolean not = c == '!';
    if (not) {
      c = next();
    }
    if (c == END) {
      throw error("unexpected end of input");
    }
    out.append(not ? "[^" : "[");
    if (peek() == '-') {
      at++;
      int high = next();
      if (high == END) {
        throw error("unexpected end of input");
      }
      int close = next();
      if (close != ']') {
        throw error(close == END ? "unexpected end of input" : "expected close range character");
      }
      if (high < c) {
        throw error("range hi character is less than lo");
      }
      out.append(member(c)).append('-').append(member(high));
    } else {
      at -= Character.charCount(c);
      out.append(members(list()));
    }
    out.append(']');
  }

  private String list() throws BuiltinException {
    var out = new StringBuilder();
    for (int c = next(); c != ']'; c = next()) {
      if (c == END) {
        throw error("unexpected end of input");
      }
      out.appendCodePoint(c == '\\' ? escaped() : c);
    }
    if (out.isEmpty()) {
      throw error("could not parse range");
    }
    return out.toString();
  }

  private static String members(String characters) {
    var out = new StringBuilder();
    characters.codePoints().forEach(c -> out.append(member(c)));
    return out.toString();
  }

  private static String member(int codePoint) {
    return "\\x{" + Integer.toHexString(codePoint) + "}";
  }

  private BuiltinException error(String reason) {
    int offset = glob.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
    return Args.error("glob: syntax error at " + offset + ": " + reason);
  }
}

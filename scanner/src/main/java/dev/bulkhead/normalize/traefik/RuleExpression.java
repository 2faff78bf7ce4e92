package dev.bulkhead.normalize.traefik;

import java.util.ArrayList;
import java.util.List;

/**
 * A Traefik rule such as {@code Host(`a.example`) && PathPrefix(`/web`)}, in the syntax of versions
 * 2 and 3: matchers with arguments in backticks or quotes, {@code &&}, {@code ||}, {@code !} and
 * parentheses. Brought into alternatives, each a list of matchers that must all hold.
 */
final class RuleExpression {
  private static final int MAX_ALTERNATIVES = 256;
  private static final int MAX_DEPTH = 50;

  private final String text;
  private int at;
  private int depth;

  private RuleExpression(String text) {
    this.text = text;
  }

  /** One matcher. */
  record Matcher(String name, List<String> arguments, boolean negated) {}

  /** A rule that cannot be understood. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  static List<List<Matcher>> parse(String rule) throws Malformed {
    var parser = new RuleExpression(rule);
    List<List<Matcher>> out = parser.or(false);
    parser.blanks();
    if (parser.at < rule.length()) {
      throw new Malformed("unexpected text at column " + (parser.at + 1));
    }
    return out;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean accept(String symbol) {
    blanks();
    if (text.startsWith(symbol, at)) {
      at += symbol.length();
      return true;
    }
    return false;
  }

  private List<List<Matcher>> or(boolean negated) throws Malformed {
    List<List<Matcher>> left = and(negated);
    while (accept("||")) {
      List<List<Matcher>> right = and(negated);
      left = negated ? product(left, right) : sum(left, right);
    }
    return left;
  }

  private List<List<Matcher>> and(boolean negated) throws Malformed {
    List<List<Matcher>> left = unary(negated);
    while (accept("&&")) {
      List<List<Matcher>> right = unary(negated);
      left = negated ? sum(left, right) : product(left, right);
    }
    return left;
  }

  private static List<List<Matcher>> sum(List<List<Matcher>> a, List<List<Matcher>> b)
      throws Malformed {
    var out = new ArrayList<>(a);
    out.addAll(b);
    return check(out);
  }

  private static List<List<Matcher>> product(List<List<Matcher>> a, List<List<Matcher>> b)
      throws Malformed {
    if ((long) a.size() * b.size() > MAX_ALTERNATIVES) {
      throw new Malformed("more than " + MAX_ALTERNATIVES + " alternatives");
    }
    var out = new ArrayList<List<Matcher>>();
    for (List<Matcher> x : a) {
      for (List<Matcher> y : b) {
        var both = new ArrayList<>(x);
        both.addAll(y);
        out.add(both);
      }
    }
    return check(out);
  }

  private static List<List<Matcher>> check(List<List<Matcher>> alternatives) throws Malformed {
    if (alternatives.size() > MAX_ALTERNATIVES) {
      throw new Malformed("more than " + MAX_ALTERNATIVES + " alternatives");
    }
    return alternatives;
  }

  private List<List<Matcher>> unary(boolean negated) throws Malformed {
    if (++depth > MAX_DEPTH) {
      throw new Malformed("nested deeper than " + MAX_DEPTH);
    }
    try {
      if (accept("!")) {
        return unary(!negated);
      }
      if (accept("(")) {
        List<List<Matcher>> inner = or(negated);
        if (!accept(")")) {
          throw new Malformed("missing ) at column " + (at + 1));
        }
        return inner;
      }
      return List.of(List.of(matcher(negated)));
    } finally {
      depth--;
    }
  }

  private Matcher matcher(boolean negated) throws Malformed {
    blanks();
    int start = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    if (name.isEmpty() || !accept("(")) {
      throw new Malformed("expected a matcher such as Host(`…`) at column " + (start + 1));
    }
    var arguments = new ArrayList<String>();
    while (!accept(")")) {
      arguments.add(argument());
      accept(",");
    }
    return new Matcher(name, List.copyOf(arguments), negated);
  }

  private String argument() throws Malformed {
    blanks();
    char quote = at < text.length() ? text.charAt(at) : ' ';
    if (quote != '`' && quote != '"' && quote != '\'') {
      throw new Malformed("expected a quoted argument at column " + (at + 1));
    }
    int end = text.indexOf(quote, at + 1);
    if (end < 0) {
      throw new Malformed("argument is not closed");
    }
    String argument = text.substring(at + 1, end);
    at = end + 1;
    return argument;
  }
}

package dev.bulkhead.rego.syntax;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.syntax.Token.Type;
import java.util.List;

/**
 * A place in the token list, with what all parts of the parser share: locations, failures, the
 * depth limit.
 */
final class Cursor {
  /**
   * Terms and bodies nested deeper than this are refused; the parser recurses, and so does all that
   * walks the tree.
   */
  static final int MAX_DEPTH = 400;

  /** Comprehensions of one module that may turn out to be unions. */
  private static final int MAX_FALLBACKS = 1_000;

  private final String file;
  private final String source;
  private final List<Token> tokens;
  private int index;
  private int depth;
  private int wildcards;
  private int fallbacks;
  private boolean negatedBodies;
  private boolean conjunctions;
  private boolean disjunctions;

  Cursor(String file, String source, List<Token> tokens) {
    this.file = file;
    this.source = source;
    this.tokens = tokens;
  }

  /** A parse that did not work out; cheap, since alternatives are tried by failing. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Token token;

    Failure(String message, Token token) {
      super(message, null, false, false);
      this.token = token;
    }
  }

  /** Switches on what {@code import future.keywords} names: not, and, or. */
  void enable(String keyword) {
    switch (keyword) {
      case "not" -> negatedBodies = true;
      case "and" -> conjunctions = true;
      case "or" -> disjunctions = true;
      default -> {}
    }
  }

  /** Whether {@code not} takes bodies. */
  boolean negatedBodies() {
    return negatedBodies;
  }

  /** Whether {@code and} or {@code or} are keywords. */
  boolean logicalKeywords() {
    return conjunctions || disjunctions;
  }

  boolean atConjunction() {
    return conjunctions && isWord("and");
  }

  boolean atDisjunction() {
    return disjunctions && isWord("or");
  }

  private boolean isWord(String word) {
    return at(Type.IDENT) && peek().text().equals(word);
  }

  Token peek() {
    return tokens.get(index);
  }

  Token peekAhead(int n) {
    return tokens.get(Math.min(index + n, tokens.size() - 1));
  }

  boolean at(Type type) {
    return peek().type() == type;
  }

  Token next() {
    Token token = tokens.get(index);
    if (index < tokens.size() - 1) {
      index++;
    }
    return token;
  }

  boolean accept(Type type) {
    if (at(type)) {
      next();
      return true;
    }
    return false;
  }

  Token expect(Type type, String note) {
    if (!at(type)) {
      throw illegal(note);
    }
    return next();
  }

  int save() {
    return index;
  }

  void restore(int saved) {
    index = saved;
  }

  int depth() {
    return depth;
  }

  void restoreDepth(int saved) {
    depth = saved;
  }

  void enter() {
    if (++depth > MAX_DEPTH) {
      throw new Failure("max parsing depth exceeded: nested deeper than " + MAX_DEPTH, peek());
    }
  }

  void leave() {
    depth--;
  }

  /**
   * Counts a comprehension that turned out to be none and is read again; too many mean text made to
   * waste time, for nested ones double the work at each level.
   */
  void countFallback(Failure failure) {
    if (++fallbacks > MAX_FALLBACKS) {
      throw failure;
    }
  }

  String freshWildcard() {
    return "$" + wildcards++;
  }

  Failure illegal(String note) {
    Token t = peek();
    String what = atConjunction() || atDisjunction() ? t.text() + " keyword" : t.described();
    return new Failure("unexpected " + what + (note.isEmpty() ? "" : ": " + note), t);
  }

  Failure failure(String message, Location where) {
    return new Failure(message, token(where));
  }

  /** A token that stands for something's place. */
  Token token(Location where) {
    return new Token(
        Type.EOF, "", where.offset(), where.end(), where.row(), where.col(), false, false);
  }

  RegoException exception(Failure failure) {
    Token t = failure.token;
    var location = new Location(file, t.row(), t.col(), t.offset(), t.end());
    String message = failure.getMessage();
    return new RegoException(
        List.of(
            RegoError.of(RegoError.PARSE, message == null ? "illegal token" : message, location)
                .withSource(source)));
  }

  Location here() {
    return of(peek());
  }

  Location of(Token t) {
    return new Location(file, t.row(), t.col(), t.offset(), t.end());
  }

  /** From a first token to the end of the last token read. */
  Location since(Token first) {
    return since(of(first));
  }

  Location since(Location first) {
    int end = index == 0 ? first.end() : Math.max(first.end(), tokens.get(index - 1).end());
    return new Location(file, first.row(), first.col(), first.offset(), end);
  }
}

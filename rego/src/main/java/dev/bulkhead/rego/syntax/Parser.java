package dev.bulkhead.rego.syntax;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.syntax.Module.Import;
import dev.bulkhead.rego.syntax.Term.Scalar;
import dev.bulkhead.rego.syntax.Term.Var;
import dev.bulkhead.rego.syntax.Token.Type;
import dev.bulkhead.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses modules and queries of Rego v1. Stateless: the methods are the API. */
public final class Parser {
  /** Longest text of a module in characters. */
  public static final int MAX_LENGTH = 16 * 1024 * 1024;

  private static final List<String> FUTURE_KEYWORDS =
      List.of("and", "contains", "every", "if", "in", "not", "or");

  private final Cursor cursor;
  private final String file;
  private final TermParser terms;
  private final RuleParser rules;
  private final BodyParser bodies;

  private Parser(String file, String source, List<Token> tokens) {
    this.file = file;
    this.cursor = new Cursor(file, source, tokens);
    this.bodies = new BodyParser(cursor);
    this.terms = bodies.terms();
    this.rules = new RuleParser(cursor, bodies);
  }

  /**
   * Parses a module.
   *
   * @param file the name that errors and locations carry
   * @throws RegoException with code {@code rego_parse_error}
   */
  public static Module parseModule(String file, String source) {
    var lexer = new Lexer(file, checkLength(file, source));
    var parser = new Parser(file, source, lexer.tokens());
    try {
      return parser.module(source, lexer.comments());
    } catch (Cursor.Failure e) {
      throw parser.cursor.exception(e);
    }
  }

  /**
   * Parses a query: expressions between semicolons or line ends.
   *
   * @throws RegoException with code {@code rego_parse_error}
   */
  public static Body parseQuery(String source) {
    var lexer = new Lexer("", checkLength("", source));
    var parser = new Parser("", source, lexer.tokens());
    try {
      return parser.bodies.query(Type.EOF);
    } catch (Cursor.Failure e) {
      throw parser.cursor.exception(e);
    }
  }

  private static String checkLength(String file, String source) {
    if (source.length() > MAX_LENGTH) {
      throw RegoException.of(
          RegoError.PARSE,
          "module is longer than " + MAX_LENGTH + " characters",
          new Location(file, 1, 1, 0, 0));
    }
    return source;
  }

  private Module module(String source, List<Module.Comment> comments) {
    Token first = cursor.peek();
    if (first.type() == Type.EOF) {
      throw new Cursor.Failure("empty module", first);
    }
    if (first.type() != Type.PACKAGE) {
      throw new Cursor.Failure("package expected", first);
    }
    List<String> packagePath = packagePath();
    Location packageLocation = cursor.since(first);
    var imports = new ArrayList<Import>();
    var parsed = new ArrayList<Rule>();
    while (!cursor.at(Type.EOF)) {
      if (cursor.at(Type.IMPORT) && !terms.followedByRef()) {
        imports.add(importDeclaration());
      } else if (cursor.at(Type.PACKAGE) && !terms.followedByRef()) {
        throw new Cursor.Failure("unexpected package token", cursor.peek());
      } else {
        parsed.addAll(rules.rules());
      }
    }
    var annotations = AnnotationParser.parse(file, source, comments, packageLocation, parsed);
    return new Module(
        file,
        source,
        packageLocation,
        packagePath,
        List.copyOf(imports),
        List.copyOf(parsed),
        annotations,
        List.copyOf(comments));
  }

  private List<String> packagePath() {
    cursor.next();
    return path("package", new ArrayList<>());
  }

  /** A dotted name, in which parts may be strings in brackets. */
  private List<String> path(String what, List<String> out) {
    Token head = cursor.peek();
    if (head.type() != Type.IDENT && !head.type().isKeyword()) {
      throw cursor.illegal("");
    }
    cursor.next();
    out.add(head.text());
    if (!cursor.peek().spaceBefore() && (cursor.at(Type.DOT) || cursor.at(Type.LBRACK))) {
      Term.Ref ref = (Term.Ref) terms.ref(head, new Var(cursor.of(head), head.text()));
      for (Term part : ref.path()) {
        if (!(part instanceof Scalar s) || !(s.value() instanceof StringValue text)) {
          throw cursor.failure("unexpected " + what + " path: expecting string", part.location());
        }
        out.add(text.value());
      }
    }
    return List.copyOf(out);
  }

  private Import importDeclaration() {
    Token first = cursor.next();
    Token head = cursor.peek();
    List<String> path = path("import", new ArrayList<>());
    if (!List.of("data", "input", "rego", "future").contains(path.getFirst())) {
      throw new Cursor.Failure(
          "unexpected import path, must begin with one of: {data, future, input, rego}, got: "
              + path.getFirst(),
          head);
    }
    String alias = cursor.accept(Type.AS) ? alias() : null;
    checkKeywordImport(path, alias, head);
    return new Import(cursor.since(first), path, alias);
  }

  private String alias() {
    return cursor.expect(Type.IDENT, "expected var").text();
  }

  private void checkKeywordImport(List<String> path, @Nullable String alias, Token head) {
    String root = path.getFirst();
    if (root.equals("rego")) {
      regoImport(path, head);
    } else if (root.equals("future")) {
      futureImport(path, head);
    }
    if ((root.equals("rego") || root.equals("future")) && alias != null) {
      throw new Cursor.Failure("`" + root + "` imports cannot be aliased", head);
    }
  }

  private void regoImport(List<String> path, Token head) {
    if (path.equals(List.of("rego", "v2"))) {
      List.of("not", "and", "or").forEach(cursor::enable);
    } else if (!path.equals(List.of("rego", "v1"))) {
      throw new Cursor.Failure(
          "invalid import `" + String.join(".", path) + "`, must be one of: `rego.v1`, `rego.v2`",
          head);
    }
  }

  private void futureImport(List<String> path, Token head) {
    if (path.size() == 1 || !path.get(1).equals("keywords")) {
      throw new Cursor.Failure("invalid import, must be `future.keywords`", head);
    }
    if (path.size() == 3 && !FUTURE_KEYWORDS.contains(path.get(2))) {
      throw new Cursor.Failure(
          "unexpected keyword, must be one of [" + String.join(" ", FUTURE_KEYWORDS) + "]", head);
    }
    (path.size() == 2 ? FUTURE_KEYWORDS : path.subList(2, 3)).forEach(cursor::enable);
  }
}

package dev.bulkhead.rego.graphql;

import dev.bulkhead.rego.graphql.Token.Kind;
import dev.bulkhead.rego.value.ObjectValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What queries and schemas have in common: values, types, directives, arguments. */
class Reader {
  /** Parts nested deeper than this are refused. */
  private static final int MAX_DEPTH = 200;

  private final Lexer lexer;
  private @Nullable Token peeked;
  private int depth;

  Reader(String text) {
    this.lexer = new Lexer(text);
  }

  /** Reads one part. */
  interface Part<T> {
    T read() throws GraphqlException;
  }

  Token peek() {
    Token token = peeked;
    if (token == null) {
      token = lexer.next();
      peeked = token;
    }
    return token;
  }

  Token next() {
    Token token = peek();
    peeked = null;
    return token;
  }

  boolean at(Kind kind) {
    return peek().is(kind);
  }

  boolean skip(Kind kind) {
    boolean found = at(kind);
    if (found) {
      next();
    }
    return found;
  }

  Token expect(Kind kind) throws GraphqlException {
    if (!at(kind)) {
      throw error(peek(), "Expected " + kind + ", found " + peek().kind());
    }
    return next();
  }

  Token expectKeyword(String name) throws GraphqlException {
    if (!peek().isName(name)) {
      throw error(peek(), "Expected \"" + name + "\", found " + peek());
    }
    return next();
  }

  GraphqlException unexpected(Token token) {
    return error(token, "Unexpected " + token);
  }

  static GraphqlException error(Token token, String message) {
    return GraphqlException.at(token.line(), token.column(), message);
  }

  String name() throws GraphqlException {
    return expect(Kind.NAME).text();
  }

  /** One part or more in brackets; none where there are no brackets. */
  <T> List<T> some(Kind open, Kind close, Part<T> part) throws GraphqlException {
    return some(open, close, part, new ArrayList<>());
  }

  /**
   * The same.
   *
   * @param closing takes the comments before the closing bracket
   */
  <T> List<T> some(Kind open, Kind close, Part<T> part, List<String> closing)
      throws GraphqlException {
    var out = new ArrayList<T>();
    if (!at(open)) {
      return out;
    }
    out.addAll(many(open, close, part, closing));
    if (out.isEmpty()) {
      throw error(peek(), "expected at least one definition, found " + peek().kind());
    }
    next();
    return out;
  }

  private <T> List<T> many(Kind open, Kind close, Part<T> part, List<String> closing)
      throws GraphqlException {
    Token opening = expect(open);
    if (++depth > MAX_DEPTH) {
      throw error(opening, "nested deeper than " + MAX_DEPTH);
    }
    var out = new ArrayList<T>();
    while (!at(close)) {
      out.add(part.read());
    }
    depth--;
    closing.addAll(peek().comments());
    return out;
  }

  List<ObjectValue> directives(boolean constant) throws GraphqlException {
    var out = new ArrayList<ObjectValue>();
    while (skip(Kind.AT)) {
      out.add(
          new Node()
              .put("Name", name())
              .put("Arguments", arguments(constant))
              .put("Location", "")
              .build());
    }
    return out;
  }

  List<ObjectValue> arguments(boolean constant) throws GraphqlException {
    return some(
        Kind.LEFT_PARENTHESIS,
        Kind.RIGHT_PARENTHESIS,
        () -> {
          Token first = peek();
          var out = new Node().comments("Comment", first.comments()).put("Name", name());
          expect(Kind.COLON);
          return out.put("Value", value(constant)).build();
        });
  }

  ObjectValue type() throws GraphqlException {
    var out = new Node();
    Token first = peek();
    if (skip(Kind.LEFT_BRACKET)) {
      if (++depth > MAX_DEPTH) {
        throw error(first, "nested deeper than " + MAX_DEPTH);
      }
      out.put("NamedType", "").put("Elem", type());
      expect(Kind.RIGHT_BRACKET);
      depth--;
    } else {
      out.put("NamedType", name());
    }
    return out.put("NonNull", skip(Kind.BANG)).build();
  }

  String variable() throws GraphqlException {
    expect(Kind.DOLLAR);
    return name();
  }

  ObjectValue value(boolean constant) throws GraphqlException {
    Token token = peek();
    return switch (token.kind()) {
      case LEFT_BRACKET -> list(constant);
      case LEFT_BRACE -> object(constant);
      case DOLLAR -> {
        if (constant) {
          throw unexpected(token);
        }
        yield value(List.of(), ValueKind.VARIABLE).put("Raw", variable()).build();
      }
      case INT -> scalar(ValueKind.INT);
      case FLOAT -> scalar(ValueKind.FLOAT);
      case STRING -> scalar(ValueKind.STRING);
      case BLOCK_STRING -> scalar(ValueKind.BLOCK);
      case NAME ->
          scalar(
              switch (token.text()) {
                case "true", "false" -> ValueKind.BOOLEAN;
                case "null" -> ValueKind.NULL;
                default -> ValueKind.ENUM;
              });
      case INVALID,
          END,
          BANG,
          AMPERSAND,
          LEFT_PARENTHESIS,
          RIGHT_PARENTHESIS,
          SPREAD,
          COLON,
          EQUALS,
          AT,
          RIGHT_BRACKET,
          RIGHT_BRACE,
          PIPE ->
          throw unexpected(token);
    };
  }

  private static Node value(List<String> comments, ValueKind kind) {
    return new Node()
        .comments("Comment", comments)
        .put("Kind", kind.ordinal())
        .put("ExpectedTypeHasDefault", false);
  }

  private ObjectValue scalar(ValueKind kind) {
    return value(List.of(), kind).put("Raw", next().text()).build();
  }

  private ObjectValue list(boolean constant) throws GraphqlException {
    Node out = value(peek().comments(), ValueKind.LIST).put("Raw", "");
    List<ObjectValue> children =
        many(
            Kind.LEFT_BRACKET,
            Kind.RIGHT_BRACKET,
            () -> new Node().put("Name", "").put("Value", value(constant)).build(),
            new ArrayList<>());
    next();
    return out.put("Children", children).build();
  }

  private ObjectValue object(boolean constant) throws GraphqlException {
    Node out = value(peek().comments(), ValueKind.OBJECT).put("Raw", "");
    List<ObjectValue> children =
        many(
            Kind.LEFT_BRACE,
            Kind.RIGHT_BRACE,
            () -> {
              Token first = peek();
              var field = new Node().comments("Comment", first.comments()).put("Name", name());
              expect(Kind.COLON);
              return field.put("Value", value(constant)).build();
            },
            new ArrayList<>());
    next();
    return out.put("Children", children).build();
  }
}

package dev.bulkhead.rego.graphql;

import dev.bulkhead.rego.graphql.Token.Kind;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads schemas: the type system definition language (GraphQL specification 3). */
public final class SchemaReader extends Reader {
  private static final Set<String> LOCATIONS =
      Set.of(
          "QUERY",
          "MUTATION",
          "SUBSCRIPTION",
          "FIELD",
          "FRAGMENT_DEFINITION",
          "FRAGMENT_SPREAD",
          "INLINE_FRAGMENT",
          "VARIABLE_DEFINITION",
          "SCHEMA",
          "SCALAR",
          "OBJECT",
          "FIELD_DEFINITION",
          "ARGUMENT_DEFINITION",
          "INTERFACE",
          "UNION",
          "ENUM",
          "ENUM_VALUE",
          "INPUT_OBJECT",
          "INPUT_FIELD_DEFINITION");

  private final List<ObjectValue> schemas = new ArrayList<>();
  private final List<ObjectValue> schemaExtensions = new ArrayList<>();
  private final List<ObjectValue> directives = new ArrayList<>();
  private final List<ObjectValue> definitions = new ArrayList<>();
  private final List<ObjectValue> extensions = new ArrayList<>();

  private SchemaReader(String text) {
    super(text);
  }

  /**
   * Reads a document of definitions.
   *
   * @throws GraphqlException with line and column where the text is none
   */
  public static ObjectValue read(String text) throws GraphqlException {
    return new SchemaReader(text).document();
  }

  /** What stands before a definition: its description, and comments before that. */
  private record Description(String text, List<String> comments, Token token) {}

  private ObjectValue document() throws GraphqlException {
    while (!at(Kind.END)) {
      Description description = description();
      Token token = peek();
      if (!token.is(Kind.NAME)) {
        throw unexpected(token);
      }
      switch (token.text()) {
        case "scalar", "type", "interface", "union", "enum", "input" ->
            definitions.add(definition(described(description), false));
        case "schema" -> schemas.add(schema(described(description), false));
        case "directive" -> directives.add(directive(described(description)));
        case "extend" -> {
          if (!description.text().isEmpty()) {
            throw unexpected(description.token());
          }
          extension();
        }
        default -> throw unexpected(token);
      }
    }
    return new Node()
        .comments("Comment", peek().comments())
        .put("Schema", schemas)
        .put("SchemaExtension", schemaExtensions)
        .put("Directives", directives)
        .put("Definitions", definitions)
        .put("Extensions", extensions)
        .build();
  }

  private Description description() {
    Token token = peek();
    if (!token.is(Kind.STRING) && !token.is(Kind.BLOCK_STRING)) {
      return new Description("", List.of(), token);
    }
    next();
    return new Description(token.text(), token.comments(), token);
  }

  private Node described(Description description) {
    return new Node()
        .put("Description", description.text())
        .comments("BeforeDescriptionComment", description.comments())
        .comments("AfterDescriptionComment", peek().comments());
  }

  /** A description counts only where it has text. */
  private Node member() {
    Description description = description();
    return described(
        description.text().isEmpty()
            ? new Description("", List.of(), description.token())
            : description);
  }

  private void extension() throws GraphqlException {
    List<String> comments = expectKeyword("extend").comments();
    Node out = new Node().put("Description", "").comments("AfterDescriptionComment", comments);
    switch (peek().text()) {
      case "schema" -> schemaExtensions.add(schema(out, true));
      case "scalar", "type", "interface", "union", "enum", "input" ->
          extensions.add(definition(out, true));
      default -> throw unexpected(peek());
    }
  }

  private ObjectValue schema(Node out, boolean extension) throws GraphqlException {
    expectKeyword("schema");
    List<ObjectValue> applied = directives(true);
    var closing = new ArrayList<String>();
    List<ObjectValue> operations =
        some(Kind.LEFT_BRACE, Kind.RIGHT_BRACE, this::operationType, closing);
    if (extension && applied.isEmpty() && operations.isEmpty()) {
      throw unexpected(peek());
    }
    return out.put("Directives", applied)
        .put("OperationTypes", operations)
        .comments("EndOfDefinitionComment", closing)
        .build();
  }

  private ObjectValue operationType() throws GraphqlException {
    Token token = next();
    Node out = new Node().comments("Comment", token.comments());
    switch (token.text()) {
      case "query", "mutation", "subscription" -> out.put("Operation", token.text());
      default -> throw unexpected(token);
    }
    expect(Kind.COLON);
    return out.put("Type", name()).build();
  }

  private ObjectValue definition(Node out, boolean extension) throws GraphqlException {
    String keyword = next().text();
    String kind = keyword.equals("type") ? "OBJECT" : keyword.toUpperCase(Locale.ROOT);
    out.put("Kind", keyword.equals("input") ? "INPUT_OBJECT" : kind)
        .put("BuiltIn", false)
        .put("Name", name());
    boolean implementing = keyword.equals("type") || (keyword.equals("interface") && !extension);
    List<StringValue> interfaces = implementing ? interfaces() : List.of();
    List<ObjectValue> applied = directives(!(extension && keyword.equals("input")));
    var closing = new ArrayList<String>();
    boolean empty = interfaces.isEmpty() && applied.isEmpty();
    out.put("Interfaces", interfaces).put("Directives", applied);
    switch (keyword) {
      case "type", "interface" -> empty &= put(out, "Fields", fields(closing));
      case "input" -> empty &= put(out, "Fields", inputs(closing));
      case "enum" -> empty &= put(out, "EnumValues", enumValues(closing));
      case "union" -> {
        List<StringValue> types = unionTypes();
        out.put("Types", types);
        empty &= types.isEmpty();
      }
      default -> {
        // scalars have no members
      }
    }
    if (extension && empty) {
      throw unexpected(peek());
    }
    return out.comments("EndOfDefinitionComment", closing).build();
  }

  private static boolean put(Node out, String field, List<ObjectValue> members) {
    out.put(field, members);
    return members.isEmpty();
  }

  private List<StringValue> interfaces() throws GraphqlException {
    if (!peek().text().equals("implements")) {
      return List.of();
    }
    next();
    skip(Kind.AMPERSAND);
    return names(Kind.AMPERSAND);
  }

  private List<StringValue> names(Kind separator) throws GraphqlException {
    var out = new ArrayList<StringValue>();
    do {
      out.add(StringValue.of(name()));
    } while (skip(separator));
    return out;
  }

  private List<StringValue> unionTypes() throws GraphqlException {
    if (!skip(Kind.EQUALS)) {
      return List.of();
    }
    skip(Kind.PIPE);
    return names(Kind.PIPE);
  }

  private List<ObjectValue> fields(List<String> closing) throws GraphqlException {
    return some(
        Kind.LEFT_BRACE,
        Kind.RIGHT_BRACE,
        () -> {
          Node out = member().put("Name", name()).put("Arguments", parameters());
          expect(Kind.COLON);
          return out.put("Type", type()).put("Directives", directives(true)).build();
        },
        closing);
  }

  private List<ObjectValue> parameters() throws GraphqlException {
    return some(Kind.LEFT_PARENTHESIS, Kind.RIGHT_PARENTHESIS, this::input);
  }

  private List<ObjectValue> inputs(List<String> closing) throws GraphqlException {
    return some(Kind.LEFT_BRACE, Kind.RIGHT_BRACE, this::input, closing);
  }

  private ObjectValue input() throws GraphqlException {
    Node out = member().put("Name", name());
    expect(Kind.COLON);
    out.put("Type", type());
    if (skip(Kind.EQUALS)) {
      out.put("DefaultValue", value(true));
    }
    return out.put("Directives", directives(true)).build();
  }

  private List<ObjectValue> enumValues(List<String> closing) throws GraphqlException {
    return some(
        Kind.LEFT_BRACE,
        Kind.RIGHT_BRACE,
        () -> member().put("Name", name()).put("Directives", directives(true)).build(),
        closing);
  }

  private ObjectValue directive(Node out) throws GraphqlException {
    expectKeyword("directive");
    expect(Kind.AT);
    out.put("Name", name()).put("Arguments", parameters());
    boolean repeatable = peek().isName("repeatable");
    if (repeatable) {
      next();
    }
    out.put("IsRepeatable", repeatable);
    expectKeyword("on");
    skip(Kind.PIPE);
    var locations = new ArrayList<StringValue>();
    do {
      Token token = expect(Kind.NAME);
      if (!LOCATIONS.contains(token.text())) {
        throw unexpected(token);
      }
      locations.add(StringValue.of(token.text()));
    } while (skip(Kind.PIPE));
    return out.put("Locations", locations).build();
  }
}

package dev.bulkhead.rego.graphql;

import dev.bulkhead.rego.graphql.Token.Kind;
import dev.bulkhead.rego.value.ObjectValue;
import java.util.ArrayList;
import java.util.List;

/** Reads queries: operations and fragments (GraphQL specification 2.2 to 2.8). */
public final class QueryReader extends Reader {

  private QueryReader(String text) {
    super(text);
  }

  /**
   * Reads a document of operations and fragments.
   *
   * @throws GraphqlException with line and column where the text is none
   */
  public static ObjectValue read(String text) throws GraphqlException {
    return new QueryReader(text).document();
  }

  private ObjectValue document() throws GraphqlException {
    var operations = new ArrayList<ObjectValue>();
    var fragments = new ArrayList<ObjectValue>();
    while (!at(Kind.END)) {
      Token token = peek();
      if (token.isName("fragment")) {
        fragments.add(fragment());
      } else if (token.is(Kind.LEFT_BRACE)
          || token.isName("query")
          || token.isName("mutation")
          || token.isName("subscription")) {
        operations.add(operation());
      } else {
        throw unexpected(token);
      }
    }
    return new Node().put("Operations", operations).put("Fragments", fragments).build();
  }

  private ObjectValue operation() throws GraphqlException {
    if (at(Kind.LEFT_BRACE)) {
      return new Node()
          .put("Operation", "query")
          .put("Name", "")
          .put("SelectionSet", requiredSelections())
          .build();
    }
    Node out = new Node().comments("Comment", peek().comments());
    return out.put("Operation", next().text())
        .put("Name", at(Kind.NAME) ? next().text() : "")
        .put("VariableDefinitions", variables())
        .put("Directives", directives(false))
        .put("SelectionSet", requiredSelections())
        .build();
  }

  private List<ObjectValue> variables() throws GraphqlException {
    return some(Kind.LEFT_PARENTHESIS, Kind.RIGHT_PARENTHESIS, this::variableDefinition);
  }

  private ObjectValue variableDefinition() throws GraphqlException {
    Node out = new Node().comments("Comment", peek().comments()).put("Variable", variable());
    expect(Kind.COLON);
    out.put("Type", type());
    if (skip(Kind.EQUALS)) {
      out.put("DefaultValue", value(true));
    }
    return out.put("Directives", directives(false)).put("Used", false).build();
  }

  private List<ObjectValue> requiredSelections() throws GraphqlException {
    if (!at(Kind.LEFT_BRACE)) {
      throw error(peek(), "Expected {, found " + peek().kind());
    }
    return selections();
  }

  private List<ObjectValue> selections() throws GraphqlException {
    return some(Kind.LEFT_BRACE, Kind.RIGHT_BRACE, () -> at(Kind.SPREAD) ? spread() : field());
  }

  private ObjectValue field() throws GraphqlException {
    Node out = new Node().comments("Comment", peek().comments());
    String alias = name();
    return out.put("Alias", alias)
        .put("Name", skip(Kind.COLON) ? name() : alias)
        .put("Arguments", arguments(false))
        .put("Directives", directives(false))
        .put("SelectionSet", selections())
        .build();
  }

  private ObjectValue spread() throws GraphqlException {
    Node out = new Node().comments("Comment", expect(Kind.SPREAD).comments());
    if (at(Kind.NAME) && !peek().text().equals("on")) {
      return out.put("Name", fragmentName()).put("Directives", directives(false)).build();
    }
    String condition = "";
    if (peek().text().equals("on")) {
      next();
      condition = name();
    }
    return out.put("TypeCondition", condition)
        .put("Directives", directives(false))
        .put("SelectionSet", requiredSelections())
        .build();
  }

  private ObjectValue fragment() throws GraphqlException {
    Node out = new Node().comments("Comment", peek().comments());
    expectKeyword("fragment");
    out.put("Name", fragmentName()).put("VariableDefinition", variables());
    expectKeyword("on");
    return out.put("TypeCondition", name())
        .put("Directives", directives(false))
        .put("SelectionSet", requiredSelections())
        .build();
  }

  private String fragmentName() throws GraphqlException {
    if (peek().text().equals("on")) {
      throw unexpected(peek());
    }
    return name();
  }
}

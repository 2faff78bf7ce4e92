package dev.bulkhead.rego.graphql;

import dev.bulkhead.rego.value.StringValue;
import java.util.List;

/**
 * A token of GraphQL.
 *
 * @param text the name, number or string; empty for punctuation
 * @param comments the comments before it
 */
record Token(Kind kind, String text, int line, int column, List<String> comments) {

  enum Kind {
    INVALID("<Invalid>"),
    END("<EOF>"),
    BANG("!"),
    DOLLAR("$"),
    AMPERSAND("&"),
    LEFT_PARENTHESIS("("),
    RIGHT_PARENTHESIS(")"),
    SPREAD("..."),
    COLON(":"),
    EQUALS("="),
    AT("@"),
    LEFT_BRACKET("["),
    RIGHT_BRACKET("]"),
    LEFT_BRACE("{"),
    RIGHT_BRACE("}"),
    PIPE("|"),
    NAME("Name"),
    INT("Int"),
    FLOAT("Float"),
    STRING("String"),
    BLOCK_STRING("BlockString");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As error messages name it. */
    @Override
    public String toString() {
      return text;
    }
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  /** As error messages show it. */
  @Override
  public String toString() {
    return text.isEmpty() ? kind.toString() : kind + " " + StringValue.of(text);
  }
}

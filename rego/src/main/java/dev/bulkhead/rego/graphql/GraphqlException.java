package dev.bulkhead.rego.graphql;

/** A GraphQL document that cannot be read or is not valid; worded as OPA does. */
public final class GraphqlException extends Exception {
  private static final long serialVersionUID = 1L;

  GraphqlException(String message) {
    super(message, null, false, false);
  }

  static GraphqlException at(int line, int column, String message) {
    return new GraphqlException(message + " in GraphQL string at location " + line + ":" + column);
  }
}

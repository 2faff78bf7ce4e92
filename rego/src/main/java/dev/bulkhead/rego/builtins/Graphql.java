package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.graphql.GraphqlException;
import dev.bulkhead.rego.graphql.QueryReader;
import dev.bulkhead.rego.graphql.SchemaReader;
import dev.bulkhead.rego.graphql.TypeSystem;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;

/** GraphQL documents. */
final class Graphql {
  private Graphql() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("graphql.parse_query", 1, (c, a) -> query(Args.string(a, 0))),
        Declaration.pure("graphql.parse_schema", 1, (c, a) -> schema(Args.string(a, 0))),
        Declaration.pure("graphql.schema_is_valid", 1, (c, a) -> isSchema(a[0])));
  }

  private static Value query(String text) throws BuiltinException {
    try {
      return QueryReader.read(text);
    } catch (GraphqlException e) {
      throw Args.error(String.valueOf(e.getMessage()));
    }
  }

  private static Value schema(String text) throws BuiltinException {
    try {
      return SchemaReader.read(text);
    } catch (GraphqlException e) {
      throw Args.error(String.valueOf(e.getMessage()));
    }
  }

  /** The schema is text, or an object as {@code graphql.parse_schema} gives it. */
  private static Value isSchema(Value schema) {
    try {
      switch (schema) {
        case StringValue s -> TypeSystem.of(SchemaReader.read(s.value()));
        case ObjectValue o -> TypeSystem.of(o);
        default -> {
          return BooleanValue.FALSE;
        }
      }
      return BooleanValue.TRUE;
    } catch (GraphqlException e) {
      return BooleanValue.FALSE;
    }
  }
}

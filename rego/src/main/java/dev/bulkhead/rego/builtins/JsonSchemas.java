package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.schema.Schema;
import dev.bulkhead.rego.schema.SchemaError;
import dev.bulkhead.rego.schema.SchemaException;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** JSON Schema. */
final class JsonSchemas {
  private JsonSchemas() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("json.verify_schema", 1, (c, a) -> verify(a[0])),
        Declaration.pure("json.match_schema", 2, (c, a) -> match(c, a[0], a[1])));
  }

  private static Value verify(Value schema) {
    try {
      Schema.compile(document(schema), JsonText::inOneLine);
      return result(true, NullValue.NULL);
    } catch (SchemaException | BuiltinException e) {
      return result(false, StringValue.of("jsonschema: " + e.getMessage()));
    }
  }

  private static Value result(boolean valid, Value detail) {
    return ArrayValue.of(List.of(BooleanValue.of(valid), detail));
  }

  private record CacheKey(Value schema) {}

  private sealed interface Compiled {
    record Done(Schema schema) implements Compiled {}

    record Failed(String message) implements Compiled {}
  }

  private static Value match(BuiltinContext context, Value document, Value schema)
      throws BuiltinException {
    Value subject = document(document);
    Compiled compiled = context.memo(new CacheKey(schema), () -> compile(schema));
    return switch (compiled) {
      case Compiled.Failed f -> throw Args.error(f.message());
      case Compiled.Done d -> match(context, subject, d.schema());
    };
  }

  private static Compiled compile(Value schema) {
    try {
      return new Compiled.Done(Schema.compile(document(schema), JsonText::inOneLine));
    } catch (SchemaException | BuiltinException e) {
      return new Compiled.Failed(String.valueOf(e.getMessage()));
    }
  }

  private static Value match(BuiltinContext context, Value subject, Schema schema)
      throws BuiltinException {
    try {
      var out = new ArrayList<Value>();
      for (SchemaError error : schema.errors(subject, context::checkBudget)) {
        out.add(value(error));
      }
      return result(out.isEmpty(), ArrayValue.of(out));
    } catch (SchemaException e) {
      throw Args.error(String.valueOf(e.getMessage()));
    }
  }

  private static Value value(SchemaError error) {
    Map<Value, Value> out = new HashMap<>();
    out.put(StringValue.of("type"), StringValue.of(error.type()));
    out.put(StringValue.of("field"), StringValue.of(error.field()));
    out.put(StringValue.of("desc"), StringValue.of(error.description()));
    out.put(StringValue.of("error"), StringValue.of(error.field() + ": " + error.description()));
    return ObjectValue.wrap(out);
  }

  /** Text is JSON; sets in a document are arrays, as in JSON. */
  private static Value document(Value value) throws BuiltinException {
    return switch (value) {
      case StringValue s -> json(s.value(), "invalid JSON string");
      case ObjectValue o -> json(JsonText.compact(o), "not a JSON document");
      case ArrayValue a -> json(JsonText.compact(a), "not a JSON document");
      default -> throw Args.error("wrong type, expected string or object");
    };
  }

  private static Value json(String text, String problem) throws BuiltinException {
    try {
      return JsonReader.read(text);
    } catch (IOException e) {
      throw Args.error(problem);
    }
  }
}

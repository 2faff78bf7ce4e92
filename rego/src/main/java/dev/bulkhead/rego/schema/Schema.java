package dev.bulkhead.rego.schema;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A compiled schema. Thread-safe once {@link #compile} has returned it. */
public final class Schema {

  /**
   * What a schema consists of, set once: schemas may refer to each other in a circle.
   *
   * @param always whether it accepts anything or nothing; null where it has rules
   * @param reference the schema that stands in its place
   * @param types the types it accepts; none for any
   */
  record Parts(
      @Nullable Boolean always,
      @Nullable Schema reference,
      List<String> types,
      Rule combinations,
      Rule arrays,
      Rule objects,
      Rule properties,
      Rule numbers,
      Rule common,
      Rule texts) {}

  private @Nullable Parts parts;

  Schema() {}

  void define(Parts definition) {
    this.parts = definition;
  }

  /**
   * Compiles a schema.
   *
   * @param json writes a value as JSON, for error messages
   * @throws SchemaException where the document is no schema, or refers to another document
   */
  public static Schema compile(Value document, Function<Value, String> json)
      throws SchemaException {
    return SchemaCompiler.compile(document, json);
  }

  /**
   * Holds a value against the schema.
   *
   * @param steps told of each step; may throw to give up
   * @return what is wrong with it; empty where it fits
   * @throws SchemaException where the schema refers to itself without end
   */
  public List<SchemaError> errors(Value value, LongConsumer steps) throws SchemaException {
    var findings = new Findings(steps);
    check(value, Place.root(), findings);
    return findings.errors();
  }

  Findings part(Value value, Place place, Findings findings) throws SchemaException {
    Findings out = findings.part();
    check(value, place, out);
    return out;
  }

  void check(Value value, Place place, Findings findings) throws SchemaException {
    Parts p = parts;
    if (p == null) {
      throw new IllegalStateException("a schema is used before it is compiled");
    }
    findings.enter();
    if (p.always != null) {
      if (!p.always) {
        findings.add("false", place, "False always fails validation");
      }
    } else if (p.reference != null) {
      p.reference.check(value, place, findings);
    } else {
      check(p, value, place, findings);
    }
    findings.leave();
  }

  private static void check(Parts p, Value value, Place place, Findings findings)
      throws SchemaException {
    String type = type(value);
    boolean fits =
        p.types.isEmpty()
            || p.types.contains(type)
            || (type.equals("integer") && p.types.contains("number"));
    if (!fits) {
      String wanted =
          p.types.size() == 1 ? p.types.getFirst() : "[" + String.join(",", p.types) + "]";
      findings.add("invalid_type", place, "Invalid type. Expected: " + wanted + ", given: " + type);
      return;
    }
    p.combinations.check(value, place, findings);
    findings.point();
    Rule own = ownRules(p, value);
    if (own != null) {
      own.check(value, place, findings);
      findings.point();
    }
    p.common.check(value, place, findings);
    findings.point();
    switch (value) {
      case ObjectValue o -> p.properties.check(o, place, findings);
      case StringValue s -> {
        p.texts.check(s, place, findings);
        findings.point();
      }
      default -> {
        // nothing else has further rules
      }
    }
    findings.point();
  }

  private static @Nullable Rule ownRules(Parts p, Value value) {
    return switch (value) {
      case ArrayValue a -> p.arrays;
      case ObjectValue o -> p.objects;
      case NumberValue n -> p.numbers;
      case SetValue s -> p.arrays;
      case NullValue n -> null;
      case BooleanValue b -> null;
      case StringValue s -> null;
    };
  }

  private static String type(Value value) {
    return value instanceof NumberValue n && n.isInteger() ? "integer" : value.typeName();
  }
}

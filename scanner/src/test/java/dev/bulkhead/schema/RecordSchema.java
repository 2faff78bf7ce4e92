package dev.bulkhead.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Positions;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schema (2020-12) of records as snapshots write them: components that may be null are absent
 * then, entities carry their kind, nothing else is allowed.
 */
final class RecordSchema {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final RecordDocs docs;
  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  RecordSchema(RecordDocs docs) {
    this.docs = docs;
  }

  /** The schema of a record, with all it refers to under {@code $defs}. */
  ObjectNode of(Class<? extends Record> root, String id, String title) {
    ObjectNode schema = NODES.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", id);
    schema.put("title", title);
    schema.setAll(object(root));
    schema.set("$defs", NODES.objectNode().setAll(definitions));
    return schema;
  }

  private ObjectNode type(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? typed("array", "items", type(of[0]))
          : typed("object", "additionalProperties", type(of[1]));
    }
    var plain = (Class<?>) type;
    if (plain == String.class) {
      return named("string");
    } else if (plain == boolean.class || plain == Boolean.class) {
      return named("boolean");
    } else if (Number.class.isAssignableFrom(plain) || plain.isPrimitive()) {
      return named("integer");
    } else if (plain == Object.class) {
      return NODES.objectNode();
    } else if (plain.isEnum()) {
      ObjectNode out = NODES.objectNode();
      Arrays.stream(plain.getEnumConstants()).forEach(c -> out.withArray("enum").add(c.toString()));
      return out;
    } else if (plain == Positions.class) {
      definitions.put("Position", position());
      return reference("Position");
    }
    return reference(define(plain));
  }

  private String define(Class<?> type) {
    String name = nameOf(type);
    if (!definitions.containsKey(name)) {
      // taken before it is filled: types may contain themselves
      ObjectNode definition = NODES.objectNode();
      definitions.put(name, definition);
      definition.setAll(type == Entity.class ? entities() : object(type));
    }
    return name;
  }

  private ObjectNode entities() {
    ObjectNode out = described(NODES.objectNode(), docs.body("Entity"));
    Arrays.stream(Entity.class.getPermittedSubclasses())
        .sorted(Comparator.comparing(Class::getSimpleName))
        .forEach(kind -> out.withArray("oneOf").add(reference(define(kind))));
    return out;
  }

  private ObjectNode object(Class<?> type) {
    String name = nameOf(type);
    ObjectNode out = described(named("object"), docs.body(name));
    out.put("additionalProperties", false);
    var required = out.putArray("required");
    ObjectNode properties = out.putObject("properties");
    if (Entity.class.isAssignableFrom(type)) {
      required.add("kind");
      properties.putObject("kind").put("const", type.getSimpleName());
    }
    for (RecordComponent component : type.getRecordComponents()) {
      if (!component.getType().isPrimitive()
          ? !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
          : true) {
        required.add(component.getName());
      }
      ObjectNode schema = type(component.getGenericType());
      properties.set(
          component.getName(), described(schema, docs.component(name, component.getName())));
    }
    return out;
  }

  /** Written by hand: positions are arrays, so that they take little room. */
  private static ObjectNode position() {
    ObjectNode out =
        described(
            named("array"),
            "Where a node stands: line, column, end line, end column; behind these its items, or its entries, each with the four numbers of the key and then the value.");
    for (int i = 0; i < 4; i++) {
      out.withArray("prefixItems").add(named("integer").put("minimum", 1));
    }
    ObjectNode items = typed("array", "items", reference("Position"));
    ObjectNode entry = named("array");
    for (int i = 0; i < 4; i++) {
      entry.withArray("prefixItems").add(named("integer").put("minimum", 1));
    }
    entry.withArray("prefixItems").add(reference("Position"));
    entry.put("minItems", 5).put("items", false);
    ObjectNode below = NODES.objectNode();
    below.withArray("anyOf").add(items).add(typed("object", "additionalProperties", entry));
    out.withArray("prefixItems").add(below);
    return out.put("minItems", 4).put("items", false);
  }

  private static String nameOf(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null ? type.getSimpleName() : nameOf(outer) + "." + type.getSimpleName();
  }

  private static ObjectNode described(ObjectNode schema, @Nullable String description) {
    return description == null ? schema : schema.put("description", description);
  }

  private static ObjectNode named(String type) {
    return NODES.objectNode().put("type", type);
  }

  private static ObjectNode typed(String type, String of, ObjectNode schema) {
    return named(type).set(of, schema);
  }

  private static ObjectNode reference(String name) {
    return NODES.objectNode().put("$ref", "#/$defs/" + name);
  }
}

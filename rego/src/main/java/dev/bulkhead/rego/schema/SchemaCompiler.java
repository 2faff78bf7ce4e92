package dev.bulkhead.rego.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a schema document. Keywords are looked at in OPA's order, which decides what error is
 * told first.
 */
final class SchemaCompiler {
  private static final String SCHEMA = "Valid Schema";
  private static final String SCHEMAS = "Array Of Schemas";
  private static final Rule NOTHING = (value, place, findings) -> {};

  private final References references;
  private final Draft draft;
  private final Function<Value, String> json;
  private final Map<String, Schema> referred = new HashMap<>();

  private SchemaCompiler(References references, Draft draft, Function<Value, String> json) {
    this.references = references;
    this.draft = draft;
    this.json = json;
  }

  static Schema compile(Value document, Function<Value, String> json) throws SchemaException {
    Draft draft = Draft.of(document);
    var references = new References(document);
    return new SchemaCompiler(references, draft, json).schema(references.root());
  }

  private Schema schema(Value document) throws SchemaException {
    var out = new Schema();
    define(out, document);
    return out;
  }

  private void define(Schema out, Value document) throws SchemaException {
    if (document instanceof BooleanValue b && draft.atLeast(Draft.DRAFT6)) {
      out.define(empty(b == BooleanValue.TRUE, null));
      return;
    }
    if (!(document instanceof ObjectValue object)) {
      throw new SchemaException("Expected: " + SCHEMA + ", given: Invalid JSON");
    }
    var keywords = new Keywords(object);
    keywords.text(draft == Draft.DRAFT4 || object.get("id") != null ? "id" : "$id");
    definitions(keywords);
    keywords.text("title");
    keywords.text("description");
    String reference = keywords.text("$ref");
    out.define(reference == null ? parts(keywords) : empty(null, referred(reference)));
  }

  private static Schema.Parts empty(@Nullable Boolean always, @Nullable Schema reference) {
    return new Schema.Parts(
        always, reference, List.of(), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING,
        NOTHING);
  }

  /** Schemas are compiled once for each reference, before what they refer to in turn. */
  private Schema referred(String reference) throws SchemaException {
    Schema known = referred.get(reference);
    if (known != null) {
      return known;
    }
    var out = new Schema();
    referred.put(reference, out);
    Value document = references.find(reference);
    if (!(document instanceof ObjectValue || document instanceof BooleanValue)) {
      throw SchemaException.mustBeOfType(SCHEMA, "object");
    }
    define(out, document);
    return out;
  }

  /** Schemas that nothing refers to must be right, too. */
  private void definitions(Keywords keywords) throws SchemaException {
    Value definitions = keywords.get("definitions");
    if (definitions == null) {
      return;
    }
    if (!(definitions instanceof ObjectValue members)) {
      throw SchemaException.invalidType(SCHEMAS, "definitions");
    }
    for (Value key : members.sortedKeys()) {
      Value member = members.get(key);
      if (member == null || !isSchema(member)) {
        throw SchemaException.invalidType(SCHEMAS, "definitions");
      }
      schema(member);
    }
  }

  private static boolean isSchema(@Nullable Value value) {
    return value instanceof ObjectValue || value instanceof BooleanValue;
  }

  private Schema.Parts parts(Keywords keywords) throws SchemaException {
    List<String> types = keywords.types();
    Map<String, Schema> properties = properties(keywords);
    Others others = others(keywords, "additionalProperties");
    var patterns = new ArrayList<Pattern>();
    List<Schema> patternSchemas = patternProperties(keywords, patterns);
    Schema names = propertyNames(keywords);
    Map<String, Combinations.Dependency> dependencies = dependencies(keywords);
    Value items = keywords.get("items");
    Schema each = isSchema(items) && items != null ? schema(items) : null;
    List<Schema> first = each == null ? first(items) : List.of();
    Others otherItems = others(keywords, "additionalItems");
    Numbers numbers = keywords.numbers(draft);
    Integer shortest = keywords.count("minLength");
    Integer longest = keywords.count("maxLength");
    ordered(shortest, longest, "minLength cannot be greater than maxLength");
    Pattern pattern = keywords.pattern();
    String format = keywords.text("format");
    Integer fewest = keywords.count("minProperties");
    Integer most = keywords.count("maxProperties");
    ordered(fewest, most, "minProperties cannot be greater than maxProperties");
    var objects =
        new Objects(
            fewest,
            most,
            keywords.required(),
            properties,
            patterns,
            patternSchemas,
            others.schema,
            others.closed,
            names);
    var arrays =
        new Arrays(
            each,
            first,
            otherItems.schema,
            otherItems.closed,
            keywords.count("minItems"),
            keywords.count("maxItems"),
            keywords.flag("uniqueItems"),
            since(Draft.DRAFT6, keywords, "contains"));
    Value constant = draft.atLeast(Draft.DRAFT6) ? keywords.get("const") : null;
    var common = new Common(constant, keywords.choices(), format, json);
    var texts = new Texts(shortest, longest, pattern);
    Combinations combinations = combinations(keywords, dependencies);
    return new Schema.Parts(
        null,
        null,
        types,
        combinations,
        arrays,
        objects,
        objects.properties(),
        numbers,
        common,
        texts);
  }

  private static void ordered(@Nullable Integer least, @Nullable Integer most, String error)
      throws SchemaException {
    if (least != null && most != null && least > most) {
      throw new SchemaException(error);
    }
  }

  private Combinations combinations(
      Keywords keywords, Map<String, Combinations.Dependency> dependencies) throws SchemaException {
    List<Schema> oneOf = all(keywords, "oneOf");
    List<Schema> anyOf = all(keywords, "anyOf");
    List<Schema> allOf = all(keywords, "allOf");
    Schema not = branch(keywords, "not");
    boolean conditional = draft.atLeast(Draft.DRAFT7);
    return new Combinations(
        anyOf,
        oneOf,
        allOf,
        not,
        dependencies,
        conditional ? branch(keywords, "if") : null,
        conditional ? branch(keywords, "then") : null,
        conditional ? branch(keywords, "else") : null);
  }

  private List<Schema> all(Keywords keywords, String keyword) throws SchemaException {
    ArrayValue documents = keywords.array(keyword);
    var out = new ArrayList<Schema>();
    if (documents != null) {
      for (Value document : documents) {
        out.add(schema(document));
      }
    }
    return out;
  }

  private @Nullable Schema branch(Keywords keywords, String keyword) throws SchemaException {
    Value document = keywords.get(keyword);
    if (document != null && !isSchema(document)) {
      throw SchemaException.mustBeAn(keyword, "object");
    }
    return document == null ? null : schema(document);
  }

  private @Nullable Schema since(Draft first, Keywords keywords, String keyword)
      throws SchemaException {
    Value document = keywords.get(keyword);
    return document == null || !draft.atLeast(first) ? null : schema(document);
  }

  private @Nullable Schema propertyNames(Keywords keywords) throws SchemaException {
    Value document = keywords.get("propertyNames");
    if (document != null && draft.atLeast(Draft.DRAFT6) && !isSchema(document)) {
      throw SchemaException.invalidType(SCHEMA, "patternProperties");
    }
    return since(Draft.DRAFT6, keywords, "propertyNames");
  }

  private Map<String, Schema> properties(Keywords keywords) throws SchemaException {
    Map<String, Schema> out = new TreeMap<>();
    Value members = keywords.get("properties");
    if (members == null) {
      return out;
    }
    if (!(members instanceof ObjectValue object)) {
      throw SchemaException.mustBeOfType("Properties", "object");
    }
    for (Map.Entry<String, Value> member : members(object).entrySet()) {
      out.put(member.getKey(), schema(member.getValue()));
    }
    return out;
  }

  private static Map<String, Value> members(ObjectValue object) {
    Map<String, Value> out = new TreeMap<>();
    object
        .entries()
        .forEach((k, v) -> out.put(k instanceof StringValue s ? s.value() : k.toString(), v));
    return out;
  }

  private record Others(@Nullable Schema schema, boolean closed) {}

  private Others others(Keywords keywords, String keyword) throws SchemaException {
    return switch (keywords.get(keyword)) {
      case null -> new Others(null, false);
      case BooleanValue b -> new Others(null, b == BooleanValue.FALSE);
      case ObjectValue o -> new Others(schema(o), false);
      case Value v -> throw SchemaException.invalidType("boolean/" + SCHEMA, keyword);
    };
  }

  private List<Schema> patternProperties(Keywords keywords, List<Pattern> patterns)
      throws SchemaException {
    var out = new ArrayList<Schema>();
    Value members = keywords.get("patternProperties");
    if (members == null) {
      return out;
    }
    if (!(members instanceof ObjectValue object)) {
      throw SchemaException.invalidType(SCHEMA, "patternProperties");
    }
    for (Map.Entry<String, Value> member : members(object).entrySet()) {
      try {
        patterns.add(Pattern.compile(member.getKey()));
      } catch (PatternSyntaxException e) {
        throw new SchemaException("Invalid regex pattern '" + member.getKey() + "'");
      }
      out.add(schema(member.getValue()));
    }
    return out;
  }

  private List<Schema> first(@Nullable Value items) throws SchemaException {
    if (items == null) {
      return List.of();
    }
    var out = new ArrayList<Schema>();
    if (items instanceof ArrayValue documents) {
      for (Value document : documents) {
        if (!isSchema(document)) {
          throw SchemaException.invalidType(SCHEMA + "/" + SCHEMAS, "items");
        }
        out.add(schema(document));
      }
      return out;
    }
    throw SchemaException.invalidType(SCHEMA + "/" + SCHEMAS, "items");
  }

  private Map<String, Combinations.Dependency> dependencies(Keywords keywords)
      throws SchemaException {
    Map<String, Combinations.Dependency> out = new TreeMap<>();
    Value members = keywords.get("dependencies");
    if (members == null) {
      return out;
    }
    if (!(members instanceof ObjectValue object)) {
      throw SchemaException.mustBeOfType("dependencies", "object");
    }
    for (Map.Entry<String, Value> member : members(object).entrySet()) {
      out.put(member.getKey(), dependency(member.getValue()));
    }
    return out;
  }

  private Combinations.Dependency dependency(Value value) throws SchemaException {
    if (isSchema(value)) {
      return new Combinations.Dependency.Whole(schema(value));
    }
    if (!(value instanceof ArrayValue names)) {
      throw SchemaException.mustBeOfType("Dependency", "Schema Or Array Of Strings");
    }
    var out = new ArrayList<String>();
    for (Value name : names) {
      if (!(name instanceof StringValue s)) {
        throw SchemaException.mustBeOfType("Dependency", "Schema Or Array Of Strings");
      }
      out.add(s.value());
    }
    return new Combinations.Dependency.Properties(out);
  }
}

package dev.bulkhead.rego.schema;

import com.google.re2j.Pattern;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what {@code $ref} refers to. References are made absolute in a first pass, as each stands
 * relative to the nearest {@code $id} around it.
 */
final class References {
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

  private static final List<String> OF_SCHEMAS =
      List.of("properties", "dependencies", "patternProperties");

  private final Map<String, Value> documents = new HashMap<>();
  private final Value root;

  References(Value document) throws SchemaException {
    this.root = absolute(document, "");
    documents.put("", root);
  }

  /** The document with absolute references. */
  Value root() {
    return root;
  }

  private Value absolute(Value value, String base) throws SchemaException {
    return switch (value) {
      case ArrayValue a -> {
        var items = new ArrayList<Value>();
        for (Value item : a) {
          items.add(absolute(item, base));
        }
        yield ArrayValue.of(items);
      }
      case ObjectValue o -> schema(o, base);
      default -> value;
    };
  }

  private ObjectValue schema(ObjectValue o, String outer) throws SchemaException {
    Value id = o.get(o.get("id") == null ? "$id" : "id");
    String base = id instanceof StringValue s ? resolve(outer, s.value()) : outer;
    Map<Value, Value> out = new HashMap<>();
    for (Map.Entry<Value, Value> entry : o.entries().entrySet()) {
      String key = entry.getKey() instanceof StringValue s ? s.value() : "";
      out.put(entry.getKey(), member(key, entry.getValue(), base));
    }
    ObjectValue result = ObjectValue.wrap(out);
    if (id instanceof StringValue && documents.put(base, result) != null) {
      throw new SchemaException("Reference already exists: \"" + base + "\"");
    }
    return result;
  }

  /** Constants are no schemas; properties may have any names, those of keywords included. */
  private Value member(String key, Value value, String base) throws SchemaException {
    if (key.equals("const") || key.equals("enum")) {
      return value;
    }
    if (key.equals("$ref") && value instanceof StringValue s) {
      return StringValue.of(resolve(base, s.value()));
    }
    if (!OF_SCHEMAS.contains(key)) {
      return absolute(value, base);
    }
    if (!(value instanceof ObjectValue members)) {
      return value;
    }
    Map<Value, Value> out = new HashMap<>();
    for (Map.Entry<Value, Value> entry : members.entries().entrySet()) {
      out.put(entry.getKey(), absolute(entry.getValue(), base));
    }
    return ObjectValue.wrap(out);
  }

  private static String resolve(String base, String reference) throws SchemaException {
    String document = withoutFragment(base);
    String fragment = fragment(reference);
    String path = withoutFragment(reference);
    try {
      String target =
          path.isEmpty()
              ? document
              : URI.create(document.isEmpty() ? "/" : document).resolve(path).toString();
      return fragment.isEmpty() ? target : target + "#" + fragment;
    } catch (IllegalArgumentException e) {
      throw new SchemaException("invalid reference \"" + reference + "\"");
    }
  }

  private static String withoutFragment(String reference) {
    int hash = reference.indexOf('#');
    return hash < 0 ? reference : reference.substring(0, hash);
  }

  private static String fragment(String reference) {
    int hash = reference.indexOf('#');
    return hash < 0 ? "" : reference.substring(hash + 1);
  }

  /** What an absolute reference refers to. */
  Value find(String reference) throws SchemaException {
    Value named = documents.get(reference);
    if (named != null) {
      return named;
    }
    Value document = documents.get(withoutFragment(reference));
    if (document == null) {
      throw new SchemaException(
          withoutFragment(reference).contains("://")
              ? "reference " + reference + " leads to another document, which is not read"
              : "Reference " + reference + " must be canonical");
    }
    return pointed(document, fragment(reference));
  }

  /** A JSON pointer (RFC 6901) in a fragment. */
  private static Value pointed(Value document, String fragment) throws SchemaException {
    Value at = document;
    if (fragment.isEmpty()) {
      return at;
    }
    for (String step : decoded(fragment).substring(1).split("/", -1)) {
      String name = step.replace("~1", "/").replace("~0", "~");
      Value next = child(at, name);
      if (next == null) {
        throw new SchemaException(
            at instanceof ObjectValue
                ? "Object has no key '" + name + "'"
                : "Invalid token reference '" + name + "'");
      }
      at = next;
    }
    return at;
  }

  private static String decoded(String fragment) throws SchemaException {
    if (!fragment.startsWith("/")) {
      throw new SchemaException("JSON pointer must be empty or start with a \"/\"");
    }
    try {
      return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new SchemaException("invalid reference \"#" + fragment + "\"");
    }
  }

  private static @Nullable Value child(Value at, String name) {
    return switch (at) {
      case ObjectValue o -> o.get(name);
      case ArrayValue a -> {
        boolean index = INDEX.matches(name);
        yield index && Integer.parseInt(name) < a.size() ? a.get(Integer.parseInt(name)) : null;
      }
      default -> null;
    };
  }
}

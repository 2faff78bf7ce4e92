package dev.bulkhead.rego.bundle;

import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import dev.bulkhead.rego.value.YamlReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts data documents together: objects are merged, anything else at one place is a conflict. */
final class DocumentTree {
  private final Map<Value, Object> root = new LinkedHashMap<>();

  /**
   * Adds a document.
   *
   * @param file what errors call it
   * @param path where it belongs below {@code data}
   */
  void add(String file, List<String> path, Value document) throws BundleException {
    if (path.isEmpty()) {
      if (!(document instanceof ObjectValue object)) {
        throw new BundleException(
            file
                + ": a document at the root of data must be an object, and not "
                + named(document));
      }
      merge(file, root, object, "data");
      return;
    }
    Map<Value, Object> at = root;
    String shown = "data";
    for (String part : path.subList(0, path.size() - 1)) {
      shown += "." + part;
      at = branch(file, at, StringValue.of(part), shown);
    }
    put(file, at, StringValue.of(path.getLast()), document, shown + "." + path.getLast());
  }

  private static String named(Value document) {
    return switch (document.typeName()) {
      case "array", "object" -> "an " + document.typeName();
      default -> "a " + document.typeName();
    };
  }

  @SuppressWarnings("unchecked") // the tree holds values and maps of this type only
  private static Map<Value, Object> branch(
      String file, Map<Value, Object> at, Value key, String shown) throws BundleException {
    Object known = at.computeIfAbsent(key, k -> new LinkedHashMap<Value, Object>());
    if (known instanceof Map<?, ?> map) {
      return (Map<Value, Object>) map;
    }
    throw conflict(file, shown);
  }

  private static void put(
      String file, Map<Value, Object> at, Value key, Value document, String shown)
      throws BundleException {
    if (document instanceof ObjectValue object) {
      merge(file, branch(file, at, key, shown), object, shown);
    } else if (at.putIfAbsent(key, document) != null) {
      throw conflict(file, shown);
    }
  }

  private static void merge(String file, Map<Value, Object> at, ObjectValue document, String shown)
      throws BundleException {
    for (Map.Entry<Value, Value> e : document.entries().entrySet()) {
      String name = e.getKey() instanceof StringValue s ? s.value() : e.getKey().toString();
      put(file, at, e.getKey(), e.getValue(), shown + "." + name);
    }
  }

  private static BundleException conflict(String file, String shown) {
    return new BundleException(file + ": another document has a value at " + shown + " already");
  }

  ObjectValue value() {
    return value(root);
  }

  private static ObjectValue value(Map<?, ?> tree) {
    var out = new LinkedHashMap<Value, Value>();
    tree.forEach((key, entry) ->
        out.put((Value) key, entry instanceof Map<?, ?> below ? value(below) : (Value) entry));
    return ObjectValue.wrap(out);
  }

  /** Whether the name is that of a document: JSON or YAML. */
  static boolean isDocument(String name) {
    return name.endsWith(".json") || isYaml(name);
  }

  static boolean isYaml(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  static Value parse(String file, byte[] content) throws BundleException {
    try {
      return isYaml(file) ? YamlReader.read(text(file, content)) : JsonReader.read(content);
    } catch (YamlReader.YamlException e) {
      throw new BundleException(file + ": " + e.getMessage());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      var place = e.getLocation();
      throw new BundleException(
          file + (place == null ? "" : ":" + place.getLineNr()) + ": " + e.getOriginalMessage());
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      throw new BundleException(file + ": " + e.getMessage());
    }
  }

  static String text(String file, byte[] content) throws BundleException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new BundleException(file + " is not UTF-8");
    }
  }
}

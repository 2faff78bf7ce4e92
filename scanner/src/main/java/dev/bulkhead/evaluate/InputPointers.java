package dev.bulkhead.evaluate;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leads from a field of an entity as controls see it to the field of its source. Parts of an entity
 * carry the pointer that they came from; below them names are those of the source.
 */
final class InputPointers {
  private static final String META = "/meta/";

  /** What {@code meta} holds under the names of the source. */
  private static final List<String> METADATA =
      List.of("name", "namespace", "labels", "annotations");

  /** What containers have one level higher than their source. */
  private static final Map<String, String> IN_CONTAINER =
      Map.of("limits", "resources/limits", "requests", "resources/requests");

  private InputPointers() {}

  /**
   * The pointer in the source.
   *
   * @param pointer in the entity
   * @return null where the field has no place of its own there
   */
  static @Nullable String inSource(ObjectValue entity, String pointer) {
    if (pointer.startsWith(META)) {
      String below = pointer.substring(META.length());
      return METADATA.contains(below.split("/", 2)[0]) ? "/metadata/" + below : null;
    }
    String[] tokens = pointer.split("/", -1);
    String found = null;
    Value at = entity;
    int from = 0;
    for (int i = 1; i < tokens.length && at != null; i++) {
      at = member(at, tokens[i]);
      if (at instanceof ObjectValue part && part.get("pointer") instanceof StringValue place) {
        found = place.value();
        from = i;
      }
    }
    if (found == null) {
      return null;
    }
    var out = new StringBuilder(found);
    for (int i = from + 1; i < tokens.length; i++) {
      boolean first = i == from + 1;
      out.append('/').append(first ? IN_CONTAINER.getOrDefault(tokens[i], tokens[i]) : tokens[i]);
    }
    return out.toString();
  }

  private static @Nullable Value member(Value collection, String token) {
    return switch (collection) {
      case ObjectValue o -> o.get(token.replace("~1", "/").replace("~0", "~"));
      case ArrayValue a -> {
        boolean index =
            !token.isEmpty()
                && token.length() < 10
                && token.chars().allMatch(c -> c >= '0' && c <= '9');
        int i = index ? Integer.parseInt(token) : a.size();
        yield i < a.size() ? a.get(i) : null;
      }
      default -> null;
    };
  }
}

package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed tree in which every node knows where it stands. YAML anchors are resolved to the node
 * that they name.
 */
public sealed interface Node {

  Span span();

  /**
   * A mapping. Keys are unique (later duplicates are reported and dropped); merge keys are
   * resolved.
   */
  record Mapping(Span span, List<Entry> entries) implements Node {

    public @Nullable Node get(String key) {
      for (Entry entry : entries) {
        if (entry.key().text().equals(key)) {
          return entry.value();
        }
      }
      return null;
    }
  }

  /** A mapping's entry. */
  record Entry(Scalar key, Node value) {}

  record Sequence(Span span, List<Node> items) implements Node {}

  /**
   * A scalar.
   *
   * @param text its text with quotes and escapes resolved
   * @param type what it is by the rules of its format (YAML 1.2 core schema, as Kubernetes reads it
   *     for YAML)
   */
  record Scalar(Span span, String text, Type type) implements Node {}

  /** Types of scalars. */
  enum Type {
    STRING,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    NULL
  }
}

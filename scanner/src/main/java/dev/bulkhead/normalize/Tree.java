package dev.bulkhead.normalize;

import dev.bulkhead.model.Gap;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Sequence;
import dev.bulkhead.source.Node.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node with the JSON Pointer that leads to it from the entity's root. Reads as the wanted type
 * what has it; what is of another type is reported as a gap and read as absent, so that one wrong
 * field does not hide the rest.
 */
public final class Tree {
  private final @Nullable Node node;

  /** What the pointer is made of when somebody asks: most is read without. */
  private final @Nullable Tree above;

  private final String below;
  private final String uri;
  private final Sink sink;

  public Tree(@Nullable Node node, String pointer, String uri, Sink sink) {
    this(node, null, pointer, uri, sink);
  }

  private Tree(@Nullable Node node, @Nullable Tree above, String below, String uri, Sink sink) {
    this.node = isNull(node) ? null : node;
    this.above = above;
    this.below = below;
    this.uri = uri;
    this.sink = sink;
  }

  private static boolean isNull(@Nullable Node node) {
    return node instanceof Scalar s && s.type() == Type.NULL;
  }

  public boolean present() {
    return node != null;
  }

  public boolean isMapping() {
    return node instanceof Mapping;
  }

  public boolean isSequence() {
    return node instanceof Sequence;
  }

  public boolean isScalar() {
    return node instanceof Scalar;
  }

  /** The same node as the root of pointers, for entities that begin here. */
  public Tree root() {
    return new Tree(node, "", uri, sink);
  }

  /** Where the node stands; the other span where it is absent. */
  public dev.bulkhead.model.Span span(dev.bulkhead.model.Span otherwise) {
    return node == null ? otherwise : node.span();
  }

  public @Nullable Node node() {
    return node;
  }

  public String pointer() {
    return above == null ? below : above.pointer() + "/" + escape(below);
  }

  /** The value under a path of keys. */
  public Tree at(String... keys) {
    Tree out = this;
    for (String key : keys) {
      out = out.child(key);
    }
    return out;
  }

  private Tree child(String key) {
    if (node instanceof Mapping m) {
      return new Tree(m.get(key), this, key, uri, sink);
    }
    if (node != null) {
      wrongType("a mapping");
    }
    return new Tree(null, this, key, uri, sink);
  }

  public static String escape(String key) {
    return key.indexOf('~') < 0 && key.indexOf('/') < 0
        ? key
        : key.replace("~", "~0").replace("/", "~1");
  }

  private void wrongType(String wanted) {
    Node at = node;
    sink.gap(
        new Gap(
            "wrong-type",
            true,
            uri,
            at == null ? null : at.span(),
            (pointer().isEmpty() ? "the document" : pointer())
                + " should be "
                + wanted
                + " but is "
                + describe(at),
            null));
  }

  private static String describe(@Nullable Node node) {
    return switch (node) {
      case Mapping m -> "a mapping";
      case Sequence s -> "a list";
      case Scalar s -> "a " + s.type().name().toLowerCase(java.util.Locale.ROOT);
      case null -> "absent";
    };
  }

  /** Text; numbers and booleans as they are written. */
  public @Nullable String text() {
    if (node instanceof Scalar s) {
      return s.text();
    }
    if (node != null) {
      wrongType("a string");
    }
    return null;
  }

  public String text(String otherwise) {
    String text = text();
    return text == null ? otherwise : text;
  }

  public @Nullable Boolean bool() {
    if (node instanceof Scalar s) {
      switch (s.text().toLowerCase(java.util.Locale.ROOT)) {
        case "true", "yes", "on" -> {
          return true;
        }
        case "false", "no", "off" -> {
          return false;
        }
        default -> {}
      }
    }
    if (node != null) {
      wrongType("true or false");
    }
    return null;
  }

  public boolean isTrue() {
    return Boolean.TRUE.equals(bool());
  }

  public @Nullable Long integer() {
    if (node instanceof Scalar s && s.text().length() < 19) {
      try {
        return Long.valueOf(s.text().strip());
      } catch (NumberFormatException e) {
        wrongType("a whole number");
        return null;
      }
    }
    if (node != null) {
      wrongType("a whole number");
    }
    return null;
  }

  public @Nullable Integer smallInteger() {
    Long value = integer();
    return value == null ? null : Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public List<Tree> items() {
    if (node instanceof Sequence s) {
      var out = new ArrayList<Tree>(s.items().size());
      for (int i = 0; i < s.items().size(); i++) {
        out.add(new Tree(s.items().get(i), this, Integer.toString(i), uri, sink));
      }
      return out;
    }
    if (node != null) {
      wrongType("a list");
    }
    return List.of();
  }

  public Map<String, Tree> entries() {
    if (node instanceof Mapping m) {
      var out = new LinkedHashMap<String, Tree>();
      m.entries()
          .forEach(
              e -> out.put(e.key().text(), new Tree(e.value(), this, e.key().text(), uri, sink)));
      return out;
    }
    if (node != null) {
      wrongType("a mapping");
    }
    return Map.of();
  }

  /** A list of strings; one string counts as a list of it. */
  public List<String> texts() {
    if (node instanceof Scalar s) {
      return List.of(s.text());
    }
    var out = new ArrayList<String>();
    for (Tree item : items()) {
      String text = item.text();
      if (text != null) {
        out.add(text);
      }
    }
    return out;
  }

  public Map<String, String> stringMap() {
    var out = new LinkedHashMap<String, String>();
    entries()
        .forEach((key, value) -> {
          String text = value.isScalar() ? value.text() : null;
          out.put(key, text == null ? "" : text);
        });
    return out;
  }
}

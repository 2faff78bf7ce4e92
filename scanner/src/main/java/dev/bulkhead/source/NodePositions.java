package dev.bulkhead.source;

import dev.bulkhead.model.Positions;
import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The positions of a document, read from its nodes. */
public final class NodePositions implements Positions {
  private final Node root;

  public NodePositions(Node root) {
    this.root = root;
  }

  /** The positions of a document in which texts were read as documents of their own. */
  public static NodePositions of(Node root, Map<String, Node> embedded) {
    return new NodePositions(embedded.isEmpty() ? root : replaced(root, "", embedded));
  }

  private static Node replaced(Node node, String pointer, Map<String, Node> embedded) {
    Node own = embedded.get(pointer);
    if (own != null) {
      return own;
    }
    boolean above =
        embedded.keySet().stream().anyMatch(p -> p.startsWith(pointer + "/") || pointer.isEmpty());
    if (!above) {
      return node;
    }
    return switch (node) {
      case Mapping m ->
          new Mapping(
              m.span(),
              m.entries().stream()
                  .map(e ->
                      new Entry(
                          e.key(),
                          replaced(e.value(), pointer + "/" + escape(e.key().text()), embedded)))
                  .toList());
      case Sequence s -> {
        var items = new ArrayList<Node>();
        for (Node item : s.items()) {
          items.add(replaced(item, pointer + "/" + items.size(), embedded));
        }
        yield new Sequence(s.span(), List.copyOf(items));
      }
      case Node.Scalar scalar -> scalar;
    };
  }

  private static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  /** The nodes themselves, for writing positions down. */
  public Node root() {
    return root;
  }

  @Override
  public Place locate(String pointer) {
    Node at = root;
    Span span = root.span();
    Span key = null;
    int from = 0;
    while (from < pointer.length()) {
      int slash = pointer.indexOf('/', from + 1);
      int to = slash < 0 ? pointer.length() : slash;
      String name = pointer.substring(from + 1, to).replace("~1", "/").replace("~0", "~");
      Entry entry = at instanceof Mapping m ? entry(m, name) : null;
      Node next = entry != null ? entry.value() : item(at, name);
      if (next == null) {
        return new Place(span, key, false, pointer.substring(0, from));
      }
      key = entry == null ? null : entry.key().span();
      span = entry == null ? next.span() : join(entry.key().span(), next.span());
      at = next;
      from = to;
    }
    return new Place(span, key, true, pointer);
  }

  private static @Nullable Entry entry(Mapping mapping, String name) {
    for (Entry entry : mapping.entries()) {
      if (entry.key().text().equals(name)) {
        return entry;
      }
    }
    return null;
  }

  private static @Nullable Node item(Node node, String index) {
    if (!(node instanceof Sequence s) || index.isEmpty() || index.length() > 9) {
      return null;
    }
    int i = 0;
    for (int k = 0; k < index.length(); k++) {
      int digit = Character.digit(index.charAt(k), 10);
      if (digit < 0) {
        return null;
      }
      i = i * 10 + digit;
    }
    return i < s.items().size() ? s.items().get(i) : null;
  }

  /** A value that was merged or aliased stands elsewhere: then the key alone is the place. */
  private static Span join(Span key, Span value) {
    boolean behind =
        value.startLine() > key.startLine()
            || (value.startLine() == key.startLine() && value.startColumn() >= key.startColumn());
    return behind
        ? new Span(key.startLine(), key.startColumn(), value.endLine(), value.endColumn())
        : key;
  }
}

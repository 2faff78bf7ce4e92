package dev.bulkhead.source;

import dev.bulkhead.model.Positions;
import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The positions of a document, read from its nodes, which need not be kept for them. */
public final class NodePositions implements Positions {
  private final PlaceTree tree;

  /** The line that the root begins on. */
  private final int line;

  public NodePositions(Node root) {
    this(PlaceTree.of(root), root.span().startLine());
  }

  private NodePositions(PlaceTree tree, int line) {
    this.tree = tree;
    this.line = line;
  }

  /** Makes positions of many documents, of which those that look alike share theirs. */
  public static final class Pool {
    private final Map<PlaceTree, PlaceTree> known = new ConcurrentHashMap<>();

    /** The positions of a document in which texts were read as documents of their own. */
    public NodePositions of(Node root, Map<String, Node> embedded) {
      Node whole = embedded.isEmpty() ? root : replaced(root, "", embedded);
      PlaceTree tree = PlaceTree.of(whole);
      PlaceTree before = known.putIfAbsent(tree, tree);
      return new NodePositions(before == null ? tree : before, whole.span().startLine());
    }
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

  /** The nodes without the values of scalars, for writing positions down. */
  public Node root() {
    return tree.nodes(line);
  }

  @Override
  public Place locate(String pointer) {
    int at = PlaceTree.ROOT;
    Span span = tree.span(at, line);
    Span key = null;
    int from = 0;
    while (from < pointer.length()) {
      int slash = pointer.indexOf('/', from + 1);
      int to = slash < 0 ? pointer.length() : slash;
      String name = pointer.substring(from + 1, to).replace("~1", "/").replace("~0", "~");
      int entry = tree.entry(at, name);
      int next = entry >= 0 ? tree.value(entry) : item(at, name);
      if (next < 0) {
        return new Place(span, key, false, pointer.substring(0, from));
      }
      key = entry < 0 ? null : tree.keySpan(entry, line);
      span = key == null ? tree.span(next, line) : join(key, tree.span(next, line));
      at = next;
      from = to;
    }
    return new Place(span, key, true, pointer);
  }

  private int item(int node, String index) {
    if (index.isEmpty() || index.length() > 9) {
      return -1;
    }
    int i = 0;
    for (int k = 0; k < index.length(); k++) {
      int digit = Character.digit(index.charAt(k), 10);
      if (digit < 0) {
        return -1;
      }
      i = i * 10 + digit;
    }
    return tree.item(node, i);
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

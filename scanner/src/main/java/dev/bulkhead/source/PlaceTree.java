package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the nodes of a document stand, packed into one array: no text but the names of keys. Lines
 * count from that of the root, so that documents that look alike have equal trees wherever they
 * stand.
 *
 * <p>A node has four cells for its span and one for its kind and the number of its children. Behind
 * them a sequence has a cell for each item, which is the index of its first cell; a mapping has for
 * each entry the index of the key's name, four cells for the key's span, and the index of the
 * value's first cell. A node that aliases name several times is there once.
 */
final class PlaceTree {
  /** Index of the root's first cell. */
  static final int ROOT = 0;

  private static final int HEAD = 5;
  private static final int ENTRY = 6;
  private static final int SCALAR = 0;
  private static final int SEQUENCE = 1;
  private static final int MAPPING = 2;

  private final int[] cells;
  private final String[] names;
  private final int hash;

  private PlaceTree(int[] cells, String[] names) {
    this.cells = cells;
    this.names = names;
    this.hash = 31 * Arrays.hashCode(cells) + Arrays.hashCode(names);
  }

  /** The tree of a document whose root it is. */
  static PlaceTree of(Node root) {
    var packing = new Packing(root.span().startLine());
    packing.add(root);
    return new PlaceTree(
        Arrays.copyOf(packing.cells, packing.used), packing.names.toArray(String[]::new));
  }

  Span span(int node, int line) {
    return spanAt(node, line);
  }

  private Span spanAt(int cell, int line) {
    return new Span(cells[cell] + line, cells[cell + 1], cells[cell + 2] + line, cells[cell + 3]);
  }

  private int kind(int node) {
    return cells[node + 4] & 3;
  }

  private int size(int node) {
    return cells[node + 4] >>> 2;
  }

  /** The first cell of the entry with a key; -1 where the node has none. */
  int entry(int node, String name) {
    if (kind(node) == MAPPING) {
      for (int i = 0; i < size(node); i++) {
        int entry = node + HEAD + i * ENTRY;
        if (names[cells[entry]].equals(name)) {
          return entry;
        }
      }
    }
    return -1;
  }

  Span keySpan(int entry, int line) {
    return spanAt(entry + 1, line);
  }

  int value(int entry) {
    return cells[entry + 5];
  }

  /** The item of a sequence; -1 where there is none. */
  int item(int node, int index) {
    return kind(node) == SEQUENCE && index < size(node) ? cells[node + HEAD + index] : -1;
  }

  /** The nodes, without the values of scalars. */
  Node nodes(int line) {
    return node(ROOT, line, new HashMap<>());
  }

  private Node node(int node, int line, Map<Integer, Node> known) {
    Node before = known.get(node);
    if (before != null) {
      return before;
    }
    Span span = span(node, line);
    int size = size(node);
    Node made =
        switch (kind(node)) {
          case SEQUENCE -> {
            List<Node> items = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
              items.add(node(cells[node + HEAD + i], line, known));
            }
            yield new Sequence(span, items);
          }
          case MAPPING -> {
            List<Entry> entries = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
              int entry = node + HEAD + i * ENTRY;
              var key = new Scalar(keySpan(entry, line), names[cells[entry]], Node.Type.STRING);
              entries.add(new Entry(key, node(value(entry), line, known)));
            }
            yield new Mapping(span, entries);
          }
          default -> new Scalar(span, "", Node.Type.STRING);
        };
    if (!(made instanceof Scalar)) {
      known.put(node, made);
    }
    return made;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PlaceTree t
        && hash == t.hash
        && Arrays.equals(cells, t.cells)
        && Arrays.equals(names, t.names);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Fills the cells: a node's own first, then those of its children. */
  private static final class Packing {
    private final int line;
    private int[] cells = new int[256];
    private int used;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> indexOfName = new HashMap<>();
    private final Map<Node, Integer> packed = new IdentityHashMap<>();

    Packing(int line) {
      this.line = line;
    }

    int add(Node node) {
      return switch (node) {
        case Scalar s -> head(s, SCALAR, 0, 0);
        case Sequence s -> {
          Integer known = packed.get(s);
          yield known != null ? known : sequence(s);
        }
        case Mapping m -> {
          Integer known = packed.get(m);
          yield known != null ? known : mapping(m);
        }
      };
    }

    private int head(Node node, int kind, int size, int cellsOfChild) {
      int at = used;
      used = Math.addExact(at, Math.addExact(HEAD, Math.multiplyExact(size, cellsOfChild)));
      if (used > cells.length) {
        cells = Arrays.copyOf(cells, Math.max(used, cells.length * 2));
      }
      span(at, node.span());
      cells[at + 4] = size << 2 | kind;
      return at;
    }

    private void span(int at, Span span) {
      cells[at] = span.startLine() - line;
      cells[at + 1] = span.startColumn();
      cells[at + 2] = span.endLine() - line;
      cells[at + 3] = span.endColumn();
    }

    private int sequence(Sequence sequence) {
      int at = head(sequence, SEQUENCE, sequence.items().size(), 1);
      int cell = at + HEAD;
      for (Node item : sequence.items()) {
        int child = add(item);
        cells[cell++] = child;
      }
      packed.put(sequence, at);
      return at;
    }

    private int mapping(Mapping mapping) {
      int at = head(mapping, MAPPING, mapping.entries().size(), ENTRY);
      int cell = at + HEAD;
      for (Entry entry : mapping.entries()) {
        cells[cell] = name(entry.key().text());
        span(cell + 1, entry.key().span());
        int child = add(entry.value());
        cells[cell + 5] = child;
        cell += ENTRY;
      }
      packed.put(mapping, at);
      return at;
    }

    private int name(String text) {
      return indexOfName.computeIfAbsent(
          text,
          t -> {
            names.add(t);
            return names.size() - 1;
          });
    }
  }
}

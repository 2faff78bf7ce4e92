package dev.bulkhead.render;

import dev.bulkhead.source.Quotes;
import dev.bulkhead.model.Span;
import dev.bulkhead.render.TemplateOutline.Line;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the nodes of a rendered document the places of what they were rendered from: the same keys
 * in the template, the line that inserted them, or else the nearest key above.
 */
final class TemplatePlaces {
  /** So many lines that could be meant are compared; the first is taken of more. */
  private static final int COMPARED = 24;

  /** What has another name is another thing, whatever else is alike. */
  private static final int ANOTHER_NAME = -20;

  private TemplatePlaces() {}

  /** The document with spans in the template; all on its first line where nothing fits. */
  static Node place(Node rendered, List<Line> template) {
    Line best = null;
    int most = Integer.MIN_VALUE;
    for (Line document : template.subList(0, Math.min(200, template.size()))) {
      int likeness = likeness(rendered, document, 2);
      if (likeness > most) {
        most = likeness;
        best = document;
      }
    }
    Span top = best == null ? new Span(1, 1, 1, 1) : best.children.getFirst().keySpan;
    return place(rendered, best, top, true);
  }

  /** All of it at one place, for what was made elsewhere. */
  static Node at(Node rendered, Span span) {
    return place(rendered, null, span, false);
  }

  private static Node place(Node node, @Nullable Line line, Span near, boolean root) {
    Span whole = line == null ? near : line.span();
    return switch (node) {
      case Scalar s -> new Scalar(line == null ? near : line.valueSpan(), s.text(), s.type());
      case Mapping m -> new Mapping(whole, entries(m, line, near(line, near, root)));
      case Sequence s -> new Sequence(whole, items(s, line, near(line, near, root)));
    };
  }

  private static Span near(@Nullable Line line, Span near, boolean root) {
    return line == null || root ? near : line.keySpan;
  }

  private static List<Entry> entries(Mapping mapping, @Nullable Line line, Span near) {
    var out = new ArrayList<Entry>(mapping.entries().size());
    for (Entry entry : mapping.entries()) {
      String key = entry.key().text();
      Line found = line == null ? null : key(line, key, entry.value());
      Span at = found == null ? hole(line, near) : found.keySpan;
      out.add(
          new Entry(
              new Scalar(at, key, entry.key().type()), place(entry.value(), found, at, false)));
    }
    return List.copyOf(out);
  }

  private static @Nullable Line key(Line parent, String key, Node value) {
    Line best = null;
    int most = Integer.MIN_VALUE;
    int compared = 0;
    for (Line child : parent.children) {
      if (!child.hole && !child.item && child.key.equals(key)) {
        int likeness = likeness(value, child, 1);
        if (likeness > most) {
          most = likeness;
          best = child;
        }
        if (++compared == COMPARED) {
          break;
        }
      }
    }
    return best;
  }

  /** What a template inserts below a key stands where it is inserted. */
  private static Span hole(@Nullable Line line, Span near) {
    if (line != null) {
      for (Line child : line.children) {
        if (child.hole) {
          return child.keySpan;
        }
      }
    }
    return near;
  }

  private static List<Node> items(Sequence sequence, @Nullable Line line, Span near) {
    List<Line> lines =
        line == null ? List.of() : line.children.stream().filter(c -> c.item).toList();
    var out = new ArrayList<Node>(sequence.items().size());
    int next = 0;
    for (Node item : sequence.items()) {
      int found = item(item, lines, next);
      if (found < 0) {
        Span at = hole(line, near);
        out.add(place(item, null, at, false));
      } else {
        out.add(place(item, lines.get(found), lines.get(found).keySpan, false));
        next = found + 1;
      }
    }
    return List.copyOf(out);
  }

  /** Items come in the template's order, but a loop makes several of one line. */
  private static int item(Node item, List<Line> lines, int next) {
    int best = -1;
    int most = 0;
    int from = Math.max(0, Math.min(next, lines.size() - 1) - COMPARED / 2);
    for (int i = from; i < Math.min(lines.size(), from + COMPARED); i++) {
      int likeness = 2 * likeness(item, lines.get(i), 2) + (i == next ? 1 : 0);
      if (likeness > most) {
        most = likeness;
        best = i;
      }
    }
    return best;
  }

  /** How much a node looks like what a line makes; negative where literals differ. */
  private static int likeness(Node node, Line line, int depth) {
    return switch (node) {
      case Scalar s -> likeness(s, line);
      case Mapping m -> {
        int sum = 0;
        for (Entry entry : depth == 0 ? List.<Entry>of() : first(m.entries())) {
          sum += likenessOfKey(entry, line, depth);
        }
        yield sum;
      }
      case Sequence s -> line.children.stream().anyMatch(c -> c.item) ? 1 : 0;
    };
  }

  private static <T> List<T> first(List<T> items) {
    return items.subList(0, Math.min(COMPARED, items.size()));
  }

  private static int likenessOfKey(Entry entry, Line line, int depth) {
    boolean found = false;
    int best = Integer.MIN_VALUE;
    for (Line child : first(line.children)) {
      if (!child.hole && child.key.equals(entry.key().text())) {
        found = true;
        best = Math.max(best, 1 + likeness(entry.value(), child, depth - 1));
      }
    }
    boolean named = entry.key().text().equals("name");
    return !found ? 0 : named && best < 0 ? ANOTHER_NAME : best;
  }

  private static int likeness(Scalar scalar, Line line) {
    if (line.value.isEmpty()) {
      return 0;
    }
    if (line.isTemplated()) {
      return fits(scalar.text(), line.value) ? 2 : -1;
    }
    return Quotes.without(line.value).equals(scalar.text()) ? 3 : -3;
  }

  /** Whether what stands before the first expression begins the text. */
  private static boolean fits(String text, String template) {
    String literal = template.substring(0, template.indexOf("{{")).replace("\"", "");
    return text.startsWith(literal);
  }
}

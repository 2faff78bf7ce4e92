package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Sequence;
import dev.bulkhead.source.Node.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML to nodes, straight from the parser's events. Aliases become the node that they name; merge
 * keys are resolved; scalars are typed as Kubernetes reads them (YAML 1.1 booleans such as {@code
 * yes} and {@code on} included).
 */
final class YamlParser {
  private final Limits limits;
  private final Iterator<Event> events;
  private final Map<String, Node> anchors = new HashMap<>();
  private final Map<Node, Integer> sizes = new IdentityHashMap<>();
  private final List<DuplicateKey> duplicates = new ArrayList<>();
  private int nodes;

  private YamlParser(String text, Limits limits) {
    this.limits = limits;
    var settings =
        LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(Integer.MAX_VALUE)
            .setParseComments(false)
            .build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /** A key that stands twice in one mapping; the later value holds. */
  record DuplicateKey(String key, Span first, Span second) {}

  /** The documents of a file; those before a syntax error are given with the failure. */
  record Result(
      List<Node> documents, List<DuplicateKey> duplicates, @Nullable ParseFailure failure) {}

  static Result parse(String text, Limits limits) {
    var parser = new YamlParser(text, limits);
    var documents = new ArrayList<Node>();
    try {
      parser.read(documents);
      return new Result(documents, parser.duplicates, null);
    } catch (ParseFailure e) {
      return new Result(documents, parser.duplicates, e);
    } catch (MarkedYamlEngineException e) {
      return new Result(documents, parser.duplicates, syntax(e));
    } catch (YamlEngineException e) {
      return new Result(
          documents,
          parser.duplicates,
          new ParseFailure("yaml-syntax", firstLine(e.getMessage()), null, null));
    }
  }

  private static ParseFailure syntax(MarkedYamlEngineException e) {
    Mark mark = e.getProblemMark().orElse(null);
    Span span =
        mark == null
            ? null
            : new Span(
                mark.getLine() + 1, mark.getColumn() + 1, mark.getLine() + 1, mark.getColumn() + 2);
    return new ParseFailure(
        "yaml-syntax", "not valid YAML: " + firstLine(e.getProblem()), span, null);
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }

  private void read(List<Node> documents) throws ParseFailure {
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent) {
        anchors.clear();
        documents.add(node(events.next(), 0));
      }
    }
  }

  private Node node(Event event, int depth) throws ParseFailure {
    if (depth > limits.depth()) {
      throw failure(
          "too-deep",
          "nested deeper than " + limits.depth() + " levels",
          event,
          "flatten the document");
    }
    count(1, event);
    int before = nodes;
    Node node =
        switch (event) {
          case ScalarEvent e -> scalar(e);
          case AliasEvent e -> alias(e);
          case SequenceStartEvent e -> sequence(e, depth);
          case MappingStartEvent e -> mapping(e, depth);
          default -> throw failure("yaml-syntax", "unexpected " + event, event, null);
        };
    if (event instanceof NodeEvent named && !(event instanceof AliasEvent)) {
      named
          .getAnchor()
          .ifPresent(anchor -> {
            anchors.put(anchor.getValue(), node);
            sizes.put(node, nodes - before + 1);
          });
    }
    return node;
  }

  private void count(int more, Event event) throws ParseFailure {
    nodes += more;
    if (nodes > limits.nodes()) {
      throw failure(
          "too-many-nodes",
          "more than " + limits.nodes() + " nodes with aliases expanded",
          event,
          "split the file, or look for aliases that multiply");
    }
  }

  private Node alias(AliasEvent event) throws ParseFailure {
    String name = event.getAlias().getValue();
    Node node = anchors.get(name);
    if (node == null) {
      throw failure(
          "yaml-syntax",
          "alias *" + name + " names an anchor that is not complete here",
          event,
          null);
    }
    count(sizes.getOrDefault(node, 1), event);
    return node;
  }

  private static Span span(Event start, Event end) {
    Mark from = start.getStartMark().orElseThrow();
    Mark to = end.getEndMark().orElseThrow();
    return new Span(from.getLine() + 1, from.getColumn() + 1, to.getLine() + 1, to.getColumn() + 1);
  }

  private static ParseFailure failure(
      String code, String message, Event event, @Nullable String hint) {
    return new ParseFailure(code, message, span(event, event), hint);
  }

  private static Scalar scalar(ScalarEvent event) {
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN && event.getTag().isEmpty();
    String value = event.getValue();
    return new Scalar(span(event, event), value, plain ? ScalarTypes.yaml(value) : Type.STRING);
  }

  private Sequence sequence(SequenceStartEvent start, int depth) throws ParseFailure {
    var items = new ArrayList<Node>();
    Node last = null;
    while (true) {
      Event event = events.next();
      if (event instanceof SequenceEndEvent) {
        return new Sequence(block(start, event, last), List.copyOf(items));
      }
      last = node(event, depth + 1);
      items.add(last);
    }
  }

  /**
   * Block collections end where the next token begins: their span is better ended with their last
   * part.
   */
  private static Span block(Event start, Event end, @Nullable Node last) {
    Span whole = span(start, end);
    boolean trimmed =
        last != null
            && (whole.endColumn() == 1
                || (last.span().endLine() < whole.endLine() && !isFlow(start)));
    return trimmed && last != null && last.span().endLine() >= whole.startLine()
        ? new Span(
            whole.startLine(), whole.startColumn(), last.span().endLine(), last.span().endColumn())
        : whole;
  }

  private static boolean isFlow(Event start) {
    return switch (start) {
      case SequenceStartEvent s -> s.isFlow();
      case MappingStartEvent m -> m.isFlow();
      default -> false;
    };
  }

  private Mapping mapping(MappingStartEvent start, int depth) throws ParseFailure {
    Map<String, Entry> entries = new LinkedHashMap<>();
    List<Node> merged = new ArrayList<>();
    Node last = null;
    while (true) {
      Event event = events.next();
      if (event instanceof MappingEndEvent) {
        merge(entries, merged);
        return new Mapping(block(start, event, last), List.copyOf(entries.values()));
      }
      Node keyNode = node(event, depth + 1);
      last = node(events.next(), depth + 1);
      Scalar key = keyNode instanceof Scalar s ? s : new Scalar(keyNode.span(), "?", Type.STRING);
      if (key.text().equals("<<") && key.type() == Type.STRING && !(last instanceof Scalar)) {
        merged.add(last);
      } else {
        Entry before = entries.put(key.text(), new Entry(key, last));
        if (before != null) {
          duplicates.add(new DuplicateKey(key.text(), before.key().span(), key.span()));
        }
      }
    }
  }

  /** Own keys win over merged ones, earlier merges over later ones. */
  private static void merge(Map<String, Entry> entries, List<Node> merged) {
    for (Node node : merged) {
      if (node instanceof Sequence several) {
        merge(entries, several.items());
      } else if (node instanceof Mapping mapping) {
        mapping.entries().forEach(e -> entries.putIfAbsent(e.key().text(), e));
      }
    }
  }
}

package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Sequence;
import dev.bulkhead.source.Node.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
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
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML to nodes, straight from the parser's events. Aliases become the node that they name; merge
 * keys are resolved; scalars are typed as Kubernetes reads them (YAML 1.1 booleans such as {@code
 * yes} and {@code on} included).
 */
final class YamlParser {
  /** The code of a failure where a template was not rendered. */
  static final String TEMPLATE = "template-not-rendered";

  private static final Set<String> READ_AS_PLAIN =
      Set.of(Tag.INT.getValue(), Tag.FLOAT.getValue(), Tag.BOOL.getValue(), Tag.NULL.getValue());

  private static final List<String> HELM = List.of(".Values.", ".Release.", ".Chart.");

  private final Limits limits;
  private final Iterator<Event> events;
  private final YamlSpans spans;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final List<DuplicateKey> duplicates = new ArrayList<>();
  private @Nullable Event helm;
  private int nodes;
  private int deepest;
  private @Nullable Mark last;

  private YamlParser(String text, Limits limits) {
    this.limits = limits;
    var settings =
        LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(Integer.MAX_VALUE)
            .setParseComments(false)
            .build();
    this.events = new Parse(settings).parseString(text).iterator();
    this.spans = new YamlSpans(Columns.of(text));
  }

  /** What an alias repeats: how many nodes, and how many levels below the first. */
  private record Anchored(Node node, int size, int height) {}

  /** The documents of a text; those before a syntax error are given with the failure. */
  static Parsed parse(String text, Limits limits) {
    var parser = new YamlParser(text, limits);
    var documents = new ArrayList<Node>();
    ParseFailure failure = null;
    try {
      parser.read(documents);
    } catch (ParseFailure e) {
      failure = e;
    } catch (MarkedYamlEngineException e) {
      failure = parser.syntax(e.getProblem(), e.getProblemMark().orElse(null));
    } catch (YamlEngineException e) {
      failure = parser.syntax(e.getMessage(), parser.last);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      // how the library takes escapes that name no character, such as "\UFFFFFFFF"
      failure = parser.syntax("an escape that names no character", parser.last);
    } catch (IllegalArgumentException e) {
      failure = parser.syntax("a character that YAML does not allow", parser.last);
    }
    return new Parsed(documents, parser.duplicates, failure);
  }

  private ParseFailure syntax(@Nullable String problem, @Nullable Mark mark) {
    String first = problem == null ? "" : problem.lines().findFirst().orElse("");
    return new ParseFailure(
        "yaml-syntax", "not valid YAML: " + first, mark == null ? null : spans.at(mark), null);
  }

  private Event next() {
    Event event = events.next();
    last = event.getEndMark().orElse(last);
    return event;
  }

  private void read(List<Node> documents) throws ParseFailure {
    while (events.hasNext()) {
      Event event = next();
      if (event instanceof DocumentStartEvent) {
        anchors.clear();
        helm = null;
        Node document = node(next(), 0);
        if (helm != null && isBuiltIn(document)) {
          throw failure(TEMPLATE, "{{ … }} of Helm stands in a value", helm, null);
        }
        documents.add(document);
      }
    }
  }

  private Node node(Event event, int depth) throws ParseFailure {
    deeper(depth, event);
    count(1, event);
    String anchor =
        event instanceof NodeEvent named && !(event instanceof AliasEvent)
            ? named.getAnchor().map(Anchor::getValue).orElse(null)
            : null;
    int before = nodes;
    int above = deepest;
    if (anchor != null) {
      deepest = depth;
    }
    Node node =
        switch (event) {
          case ScalarEvent e -> scalar(e);
          case AliasEvent e -> alias(e, depth);
          case SequenceStartEvent e -> sequence(e, depth);
          case MappingStartEvent e -> mapping(e, depth);
          default -> throw failure("yaml-syntax", "unexpected " + event, event, null);
        };
    if (anchor != null) {
      anchors.put(anchor, new Anchored(node, nodes - before + 1, deepest - depth));
      deepest = Math.max(deepest, above);
    }
    return node;
  }

  private void deeper(int depth, Event event) throws ParseFailure {
    deepest = Math.max(deepest, depth);
    if (depth > limits.depth()) {
      throw failure(
          "too-deep",
          "nested deeper than " + limits.depth() + " levels",
          event,
          "flatten the document");
    }
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

  private Node alias(AliasEvent event, int depth) throws ParseFailure {
    String name = event.getAlias().getValue();
    Anchored named = anchors.get(name);
    if (named == null) {
      throw failure(
          "yaml-syntax",
          "alias *" + name + " names an anchor that is not complete here",
          event,
          null);
    }
    count(named.size(), event);
    deeper(depth + named.height(), event);
    return named.node();
  }

  private ParseFailure failure(String code, String message, Event event, @Nullable String hint) {
    return new ParseFailure(code, message, spans.of(event, event), hint);
  }

  /** A quoted text is a string; an explicit tag of the core schema says what it is read as. */
  private Scalar scalar(ScalarEvent event) {
    Span span = spans.of(event, event);
    String value = event.getValue();
    if (helm == null && isHelm(event, value)) {
      helm = event;
    }
    boolean read =
        event.getTag().isPresent()
            ? READ_AS_PLAIN.contains(event.getTag().get())
            : event.getScalarStyle() == ScalarStyle.PLAIN;
    return read ? YamlScalars.plain(span, value) : new Scalar(span, value, Type.STRING);
  }

  /**
   * Whether a document is an object of Kubernetes itself. Values files, and objects of others that
   * hand values on to Helm, hold its expressions as they are.
   */
  private static boolean isBuiltIn(Node document) {
    if (!(document instanceof Mapping m) || !(m.get("apiVersion") instanceof Scalar version)) {
      return false;
    }
    int slash = version.text().indexOf('/');
    String group = slash < 0 ? "" : version.text().substring(0, slash);
    return group.indexOf('.') < 0 || group.endsWith(".k8s.io");
  }

  /**
   * Whether a value is made by Helm: {@code image: "{{ .Values.image }}"} is valid YAML all the
   * same. Block scalars may hold such text as data.
   */
  private static boolean isHelm(ScalarEvent event, String value) {
    int open = value.indexOf("{{");
    return open >= 0
        && event.getScalarStyle() != ScalarStyle.LITERAL
        && event.getScalarStyle() != ScalarStyle.FOLDED
        && HELM.stream().anyMatch(name -> value.indexOf(name, open) > 0);
  }

  private Sequence sequence(SequenceStartEvent start, int depth) throws ParseFailure {
    var items = new ArrayList<Node>();
    Node last = null;
    while (true) {
      Event event = next();
      if (event instanceof SequenceEndEvent) {
        return new Sequence(spans.ofCollection(start, event, last), List.copyOf(items));
      }
      last = node(event, depth + 1);
      items.add(last);
    }
  }

  private Mapping mapping(MappingStartEvent start, int depth) throws ParseFailure {
    Map<String, Entry> entries = new LinkedHashMap<>();
    List<Node> merged = new ArrayList<>();
    Node last = null;
    while (true) {
      Event event = next();
      if (event instanceof MappingEndEvent) {
        merge(entries, merged);
        return new Mapping(spans.ofCollection(start, event, last), List.copyOf(entries.values()));
      }
      if (event instanceof MappingStartEvent key && start.isFlow() && spans.adjacent(start, key)) {
        throw failure(TEMPLATE, "{{ … }} stands where a value belongs", start, null);
      }
      Node keyNode = node(event, depth + 1);
      last = node(next(), depth + 1);
      Scalar key = keyNode instanceof Scalar s ? asWritten(s, event) : complexKey(keyNode.span());
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

  /** Keys keep their text: {@code on: push} has the key {@code on} whatever type it has. */
  private static Scalar asWritten(Scalar key, Event event) {
    return event instanceof ScalarEvent e
        ? new Scalar(key.span(), e.getValue(), key.type())
        : new Scalar(key.span(), key.text(), key.type());
  }

  /** A list or a mapping as a key has no name; its place tells it from others. */
  private static Scalar complexKey(Span span) {
    return new Scalar(span, "?" + span.startLine() + ":" + span.startColumn(), Type.STRING);
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

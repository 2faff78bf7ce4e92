package dev.bulkhead.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonParseException;
import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the nodes of a document stand, as JSON, without their values: {@code [line, column, end
 * line, end column]} for a scalar; behind these an array of items for a sequence, or an object for
 * a mapping, whose entries are the four numbers of the key and then the value's node.
 */
final class PositionTree {
  /** Aliases can name a node many times over; what is behind this many has its parent's place. */
  private static final int MOST_NODES = 2_000_000;

  private final JsonGenerator json;
  private int nodes;

  private PositionTree(JsonGenerator json) {
    this.json = json;
  }

  static void write(Node root, JsonGenerator json) throws IOException {
    new PositionTree(json).write(root);
  }

  private void write(Node node) throws IOException {
    json.writeStartArray();
    writeSpan(node.span());
    if (nodes++ < MOST_NODES) {
      switch (node) {
        case Node.Scalar s -> {}
        case Node.Sequence s -> {
          json.writeStartArray();
          for (Node item : s.items()) {
            write(item);
          }
          json.writeEndArray();
        }
        case Node.Mapping m -> {
          json.writeStartObject();
          for (Node.Entry entry : m.entries()) {
            json.writeArrayFieldStart(entry.key().text());
            writeSpan(entry.key().span());
            write(entry.value());
            json.writeEndArray();
          }
          json.writeEndObject();
        }
      }
    }
    json.writeEndArray();
  }

  private void writeSpan(Span span) throws IOException {
    json.writeNumber(span.startLine());
    json.writeNumber(span.startColumn());
    json.writeNumber(span.endLine());
    json.writeNumber(span.endColumn());
  }

  /** Reads the node that begins at the parser's current token. */
  static Node read(JsonParser json) throws IOException {
    expect(JsonToken.START_ARRAY, json);
    Span span = readSpan(json);
    return switch (json.nextToken()) {
      case END_ARRAY -> new Node.Scalar(span, "", Node.Type.STRING);
      case START_ARRAY -> {
        List<Node> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          items.add(read(json));
        }
        yield end(new Node.Sequence(span, items), json);
      }
      case START_OBJECT -> {
        List<Node.Entry> entries = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          entries.add(readEntry(json.currentName(), json));
        }
        yield end(new Node.Mapping(span, entries), json);
      }
      case null, default -> throw new JsonParseException(json, "no position");
    };
  }

  private static Node.Entry readEntry(String name, JsonParser json) throws IOException {
    json.nextToken();
    expect(JsonToken.START_ARRAY, json);
    Span key = readSpan(json);
    json.nextToken();
    Node value = read(json);
    json.nextToken();
    expect(JsonToken.END_ARRAY, json);
    return new Node.Entry(new Node.Scalar(key, name, Node.Type.STRING), value);
  }

  private static Node end(Node node, JsonParser json) throws IOException {
    json.nextToken();
    expect(JsonToken.END_ARRAY, json);
    return node;
  }

  private static Span readSpan(JsonParser json) throws IOException {
    return new Span(readNumber(json), readNumber(json), readNumber(json), readNumber(json));
  }

  private static int readNumber(JsonParser json) throws IOException {
    json.nextToken();
    expect(JsonToken.VALUE_NUMBER_INT, json);
    return json.getIntValue();
  }

  private static void expect(JsonToken token, JsonParser json) throws IOException {
    if (json.currentToken() != token) {
      throw new JsonParseException(json, "no position: expected " + token);
    }
  }
}

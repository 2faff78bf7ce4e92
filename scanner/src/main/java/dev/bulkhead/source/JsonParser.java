package dev.bulkhead.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Sequence;
import dev.bulkhead.source.Node.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON to nodes. */
final class JsonParser {
  private final com.fasterxml.jackson.core.JsonParser parser;
  private final Limits limits;
  private int nodes;

  private JsonParser(com.fasterxml.jackson.core.JsonParser parser, Limits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  static Node parse(String text, Limits limits) throws ParseFailure {
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth() + 1)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    try (com.fasterxml.jackson.core.JsonParser parser = factory.createParser(text)) {
      parser.nextToken();
      return new JsonParser(parser, limits).node();
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      Span span =
          at == null
              ? null
              : new Span(at.getLineNr(), at.getColumnNr(), at.getLineNr(), at.getColumnNr() + 1);
      throw new ParseFailure(
          "json-syntax",
          "not valid JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""),
          span,
          null);
    } catch (IOException e) {
      throw new ParseFailure("json-syntax", String.valueOf(e.getMessage()), null, null);
    }
  }

  private Node node() throws IOException, ParseFailure {
    if (++nodes > limits.nodes()) {
      throw new ParseFailure(
          "too-many-nodes", "more than " + limits.nodes() + " nodes", null, "split the file");
    }
    JsonLocation start = parser.currentTokenLocation();
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(start);
      case START_ARRAY -> array(start);
      case VALUE_NULL -> scalar(start, "", Type.NULL);
      case VALUE_TRUE, VALUE_FALSE -> scalar(start, parser.getText(), Type.BOOLEAN);
      case VALUE_NUMBER_INT -> scalar(start, parser.getText(), Type.INTEGER);
      case VALUE_NUMBER_FLOAT -> scalar(start, parser.getText(), Type.DECIMAL);
      case VALUE_STRING -> scalar(start, parser.getText(), Type.STRING);
      case null, default ->
          throw new ParseFailure(
              "json-syntax", "not valid JSON: the document is empty", null, null);
    };
  }

  private Span span(JsonLocation start) {
    JsonLocation end = parser.currentLocation();
    return new Span(start.getLineNr(), start.getColumnNr(), end.getLineNr(), end.getColumnNr());
  }

  private Scalar scalar(JsonLocation start, String text, Type type) {
    return new Scalar(span(start), text, type);
  }

  private Node array(JsonLocation start) throws IOException, ParseFailure {
    var items = new ArrayList<Node>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return new Sequence(span(start), List.copyOf(items));
  }

  private Node object(JsonLocation start) throws IOException, ParseFailure {
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var key = scalar(parser.currentTokenLocation(), parser.currentName(), Type.STRING);
      parser.nextToken();
      entries.put(key.text(), new Entry(key, node()));
    }
    return new Mapping(span(start), List.copyOf(entries.values()));
  }
}

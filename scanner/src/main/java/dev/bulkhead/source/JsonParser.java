package dev.bulkhead.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
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
import org.jspecify.annotations.Nullable;

/** JSON to nodes. Several values in one file are several documents, as kubectl reads them. */
final class JsonParser {
  private final com.fasterxml.jackson.core.JsonParser parser;
  private final Limits limits;
  private final List<DuplicateKey> duplicates = new ArrayList<>();
  private int nodes;

  private JsonParser(com.fasterxml.jackson.core.JsonParser parser, Limits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /** The documents of a text; those before a syntax error are given with the failure. */
  static Parsed parse(String text, Limits limits) {
    return parse(text, limits, false);
  }

  /** The same where comments and commas behind the last item are allowed, as editors allow them. */
  static Parsed parseWithComments(String text, Limits limits) {
    return parse(text, limits, true);
  }

  private static Parsed parse(String text, Limits limits, boolean comments) {
    var factory =
        JsonFactory.builder()
            .configure(JsonReadFeature.ALLOW_JAVA_COMMENTS, comments)
            .configure(JsonReadFeature.ALLOW_TRAILING_COMMA, comments)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth() + 2)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
    var documents = new ArrayList<Node>();
    try (com.fasterxml.jackson.core.JsonParser parser = factory.createParser(text)) {
      var reader = new JsonParser(parser, limits);
      ParseFailure failure = reader.read(documents);
      return new Parsed(documents, reader.duplicates, failure);
    } catch (IOException e) {
      return new Parsed(
          documents,
          List.of(),
          new ParseFailure("json-syntax", String.valueOf(e.getMessage()), null, null));
    }
  }

  private @Nullable ParseFailure read(List<Node> documents) throws IOException {
    try {
      while (parser.nextToken() != null) {
        documents.add(node(0));
      }
      return null;
    } catch (ParseFailure e) {
      return e;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      String problem = e.getOriginalMessage().lines().findFirst().orElse("");
      return new ParseFailure("json-syntax", "not valid JSON: " + problem, character(at), null);
    }
  }

  private static Span character(JsonLocation at) {
    int line = Math.max(1, at.getLineNr());
    int column = Math.max(1, at.getColumnNr());
    return new Span(line, column, line, column + 1);
  }

  private ParseFailure failure(String code, String message, @Nullable String hint) {
    return new ParseFailure(code, message, character(parser.currentTokenLocation()), hint);
  }

  private Node node(int depth) throws IOException, ParseFailure {
    if (++nodes > limits.nodes()) {
      throw failure("too-many-nodes", "more than " + limits.nodes() + " nodes", "split the file");
    }
    if (depth > limits.depth()) {
      throw failure(
          "too-deep", "nested deeper than " + limits.depth() + " levels", "flatten the document");
    }
    JsonLocation start = parser.currentTokenLocation();
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(start, depth);
      case START_ARRAY -> array(start, depth);
      case VALUE_NULL -> scalar(start, "", Type.NULL);
      case VALUE_TRUE, VALUE_FALSE -> scalar(start, parser.getText(), Type.BOOLEAN);
      case VALUE_NUMBER_INT -> scalar(start, parser.getText(), Type.INTEGER);
      case VALUE_NUMBER_FLOAT -> scalar(start, parser.getText(), Type.DECIMAL);
      case VALUE_STRING -> scalar(start, parser.getText(), Type.STRING);
      case null, default ->
          throw failure("json-syntax", "not valid JSON: a value is missing", null);
    };
  }

  private Span span(JsonLocation start) {
    JsonLocation end = parser.currentLocation();
    return new Span(start.getLineNr(), start.getColumnNr(), end.getLineNr(), end.getColumnNr());
  }

  private Scalar scalar(JsonLocation start, String text, Type type) {
    return new Scalar(span(start), text, type);
  }

  private Node array(JsonLocation start, int depth) throws IOException, ParseFailure {
    var items = new ArrayList<Node>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(depth + 1));
    }
    return new Sequence(span(start), List.copyOf(items));
  }

  private Node object(JsonLocation start, int depth) throws IOException, ParseFailure {
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var key = scalar(parser.currentTokenLocation(), parser.currentName(), Type.STRING);
      parser.nextToken();
      Entry before = entries.put(key.text(), new Entry(key, node(depth + 1)));
      if (before != null) {
        duplicates.add(new DuplicateKey(key.text(), before.key().span(), key.span()));
      }
    }
    return new Mapping(span(start), List.copyOf(entries.values()));
  }
}

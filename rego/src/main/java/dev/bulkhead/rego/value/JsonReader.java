package dev.bulkhead.rego.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;

/** Reads JSON into values: exact numbers, bounded depth. */
public final class JsonReader {
  /** Values nested deeper than this are refused. */
  public static final int MAX_DEPTH = 500;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(256 * 1024 * 1024)
                  .maxNumberLength(10_000)
                  .build())
          .build();

  private JsonReader() {}

  /**
   * Reads one JSON document and nothing behind it.
   *
   * @throws IOException with line and column where the text is no JSON
   */
  public static Value read(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return document(parser);
    }
  }

  public static Value read(byte[] utf8) throws IOException {
    try (JsonParser parser = FACTORY.createParser(utf8)) {
      return document(parser);
    }
  }

  private static Value document(JsonParser parser) throws IOException {
    if (parser.nextToken() == null) {
      throw new IOException("unexpected end of JSON input");
    }
    Value value = value(parser);
    if (parser.nextToken() != null) {
      throw new IOException(
          "unexpected text behind the JSON document at line "
              + parser.currentTokenLocation().getLineNr());
    }
    return value;
  }

  private static Value value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> NullValue.NULL;
      case VALUE_TRUE -> BooleanValue.TRUE;
      case VALUE_FALSE -> BooleanValue.FALSE;
      case VALUE_STRING -> StringValue.of(parser.getText());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case START_ARRAY -> array(parser);
      case START_OBJECT -> object(parser);
      case null, default -> throw new IOException("unexpected JSON token " + parser.currentToken());
    };
  }

  private static Value decimal(JsonParser parser) throws IOException {
    BigDecimal value;
    try {
      value = parser.getDecimalValue();
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IOException("number out of range: " + parser.getText());
    }
    if (NumberValue.isOutOfRange(value)) {
      throw new IOException("number too big: " + parser.getText());
    }
    return NumberValue.written(parser.getText());
  }

  private static Value integer(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> NumberValue.of(parser.getLongValue());
      default -> NumberValue.of(parser.getBigIntegerValue());
    };
  }

  private static Value array(JsonParser parser) throws IOException {
    var items = new ArrayList<Value>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return ArrayValue.of(items);
  }

  private static Value object(JsonParser parser) throws IOException {
    var entries = new HashMap<Value, Value>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      StringValue key = StringValue.of(parser.currentName());
      parser.nextToken();
      entries.put(key, value(parser));
    }
    return ObjectValue.wrap(entries);
  }
}

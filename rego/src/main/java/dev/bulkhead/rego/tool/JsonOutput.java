package dev.bulkhead.rego.tool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes JSON as OPA's commands print it: two spaces, keys in order, sets as arrays. */
public final class JsonOutput {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonOutput() {}

  /** Writes a document. */
  public interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** The document as indented text, without a line end behind it. */
  public static String text(Content content) {
    var out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setCharacterEscapes(new GoEscapes());
      json.setPrettyPrinter(indented());
      content.write(json);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return out.toString();
  }

  /** A value as indented text. */
  public static String text(Value value) {
    return text(json -> value(json, value));
  }

  /** A value in one line. */
  public static String compact(Value value) {
    var out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.setCharacterEscapes(new GoEscapes());
      value(json, value);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return out.toString();
  }

  private static DefaultPrettyPrinter indented() {
    var indenter = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    return printer;
  }

  static void value(JsonGenerator json, Value value) throws IOException {
    switch (value) {
      case NullValue v -> json.writeNull();
      case BooleanValue v -> json.writeBoolean(v == BooleanValue.TRUE);
      case NumberValue v -> json.writeNumber(v.toString());
      case StringValue v -> json.writeString(v.value());
      case ArrayValue v -> items(json, v);
      case SetValue v -> items(json, v);
      case ObjectValue v -> {
        json.writeStartObject();
        for (Value key : v.sortedKeys()) {
          Value entry = v.get(key);
          if (entry != null) {
            json.writeFieldName(key instanceof StringValue s ? s.value() : compact(key));
            value(json, entry);
          }
        }
        json.writeEndObject();
      }
    }
  }

  private static void items(JsonGenerator json, Iterable<Value> items) throws IOException {
    json.writeStartArray();
    for (Value item : items) {
      value(json, item);
    }
    json.writeEndArray();
  }

  /** Errors as {@code opa check --format json} and {@code opa eval} print them. */
  public static void errors(JsonGenerator json, List<RegoError> errors) throws IOException {
    json.writeArrayFieldStart("errors");
    for (RegoError error : errors) {
      error(json, error);
    }
    json.writeEndArray();
  }

  static void error(JsonGenerator json, RegoError error) throws IOException {
    json.writeStartObject();
    json.writeStringField("message", error.message());
    json.writeStringField("code", error.code());
    location(json, error.location());
    json.writeEndObject();
  }

  static void location(JsonGenerator json, @Nullable Location location) throws IOException {
    if (location == null) {
      return;
    }
    json.writeObjectFieldStart("location");
    json.writeStringField("file", location.file());
    json.writeNumberField("row", location.row());
    json.writeNumberField("col", location.col());
    json.writeEndObject();
  }

  /** Go's encoder escapes what HTML and JavaScript would misread. */
  private static final class GoEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int[] ASCII = standardAsciiEscapesForJSON();

    static {
      for (char c : new char[] {'<', '>', '&'}) {
        ASCII[c] = ESCAPE_CUSTOM;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ASCII.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
      boolean escaped = c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029;
      return escaped ? new SerializedString(String.format("\\u%04x", c)) : null;
    }
  }
}

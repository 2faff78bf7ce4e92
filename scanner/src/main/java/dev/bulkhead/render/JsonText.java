package dev.bulkhead.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.source.Node;
import java.io.IOException;
import java.io.StringWriter;

/** Nodes as JSON, which every reader of YAML takes. */
final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  static String of(Node node) throws IOException {
    var out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(node, json);
    }
    return out.toString();
  }

  private static void write(Node node, JsonGenerator json) throws IOException {
    switch (node) {
      case Node.Mapping m -> {
        json.writeStartObject();
        for (Node.Entry entry : m.entries()) {
          json.writeFieldName(entry.key().text());
          write(entry.value(), json);
        }
        json.writeEndObject();
      }
      case Node.Sequence s -> {
        json.writeStartArray();
        for (Node item : s.items()) {
          write(item, json);
        }
        json.writeEndArray();
      }
      case Node.Scalar s -> write(s, json);
    }
  }

  private static void write(Node.Scalar scalar, JsonGenerator json) throws IOException {
    switch (scalar.type()) {
      case STRING -> json.writeString(scalar.text());
      case INTEGER, DECIMAL -> json.writeNumber(scalar.text());
      case BOOLEAN -> json.writeBoolean(scalar.text().equals("true"));
      case NULL -> json.writeNull();
    }
  }
}

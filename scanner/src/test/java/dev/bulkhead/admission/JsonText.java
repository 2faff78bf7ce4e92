package dev.bulkhead.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.source.Node;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Locale;

/** A tree as the JSON that {@code kubectl} would send. */
final class JsonText {
  private JsonText() {}

  static String of(Node node) {
    var out = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      write(node, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static void write(Node node, JsonGenerator json) throws IOException {
    switch (node) {
      case Node.Mapping m -> {
        json.writeStartObject();
        for (Node.Entry e : m.entries()) {
          json.writeFieldName(e.key().text());
          write(e.value(), json);
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
      case Node.Scalar s -> {
        switch (s.type()) {
          case NULL -> json.writeNull();
          case BOOLEAN ->
              json.writeBoolean(
                  java.util.Set.of("true", "yes", "on", "y")
                      .contains(s.text().toLowerCase(Locale.ROOT)));
          case INTEGER, DECIMAL -> json.writeNumber(new BigDecimal(s.text()));
          case STRING -> json.writeString(s.text());
        }
      }
    }
  }
}

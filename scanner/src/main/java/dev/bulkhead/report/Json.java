package dev.bulkhead.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON as a stream, indented, the same bytes for the same report. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator out;

  /** Writes a part of a document. */
  @FunctionalInterface
  interface Part {
    void write() throws IOException;
  }

  /** Writes one element. */
  @FunctionalInterface
  interface Element<T> {
    void write(T element) throws IOException;
  }

  Json(OutputStream stream) throws IOException {
    out = FACTORY.createGenerator(stream);
    out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    // names from the input can hold characters that reorder what a terminal or a diff shows
    out.configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    out.setPrettyPrinter(printer);
  }

  void object(Part fields) throws IOException {
    out.writeStartObject();
    fields.write();
    out.writeEndObject();
  }

  void object(String name, Part fields) throws IOException {
    out.writeFieldName(name);
    object(fields);
  }

  void array(String name, Part elements) throws IOException {
    out.writeArrayFieldStart(name);
    elements.write();
    out.writeEndArray();
  }

  /** A document that is an array. */
  void array(Part elements) throws IOException {
    out.writeStartArray();
    elements.write();
    out.writeEndArray();
  }

  <T> void array(String name, Iterable<T> elements, Element<? super T> writer) throws IOException {
    out.writeArrayFieldStart(name);
    for (T element : elements) {
      writer.write(element);
    }
    out.writeEndArray();
  }

  /** Left out where there are none. */
  void strings(String name, Collection<String> values) throws IOException {
    if (!values.isEmpty()) {
      array(name, values, out::writeString);
    }
  }

  void text(String name, String value) throws IOException {
    out.writeStringField(name, value);
  }

  /** Left out where there is none. */
  void optional(String name, @Nullable String value) throws IOException {
    if (value != null && !value.isEmpty()) {
      out.writeStringField(name, value);
    }
  }

  void element(String value) throws IOException {
    out.writeString(value);
  }

  void number(String name, long value) throws IOException {
    out.writeNumberField(name, value);
  }

  void flag(String name, boolean value) throws IOException {
    out.writeBooleanField(name, value);
  }

  /** A value of a policy's parameter: what YAML can hold. */
  void value(String name, @Nullable Object value) throws IOException {
    out.writeFieldName(name);
    value(value);
  }

  private void value(@Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case Boolean b -> out.writeBoolean(b);
      case Integer i -> out.writeNumber(i);
      case Long l -> out.writeNumber(l);
      case java.math.BigInteger b -> out.writeNumber(b);
      case java.math.BigDecimal d -> out.writeNumber(d);
      case Double d -> out.writeNumber(d);
      case Collection<?> list -> {
        out.writeStartArray();
        for (Object element : list) {
          value(element);
        }
        out.writeEndArray();
      }
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          value(String.valueOf(entry.getKey()), entry.getValue());
        }
        out.writeEndObject();
      }
      default -> out.writeString(value.toString());
    }
  }

  void end() throws IOException {
    out.writeRaw('\n');
    out.flush();
  }
}

package dev.bulkhead.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.InputFile;
import dev.bulkhead.model.Positions;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.source.NodePositions;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a snapshot as JSON: the same bytes for the same snapshot, an entity a line. */
public final class SnapshotWriter {
  private SnapshotWriter() {}

  /** Writes and flushes, but does not close, the stream. */
  public static void write(Snapshot snapshot, OutputStream out) throws IOException {
    JsonGenerator json = SnapshotJson.MAPPER.getFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    writeParts(snapshot, json);
    writePositions(snapshot.positions(), json);
    json.writeRaw('\n');
    json.writeStringField("digest", ContentDigest.of(snapshot));
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  /** Writes what the content digest is over. */
  static void writeContent(Snapshot snapshot, JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeParts(snapshot, json);
    json.writeEndObject();
  }

  private static void writeParts(Snapshot snapshot, JsonGenerator json) throws IOException {
    json.writeNumberField("version", snapshot.version());
    json.writeRaw('\n');
    if (snapshot.revision() != null) {
      json.writeFieldName("revision");
      SnapshotJson.MAPPER.writeValue(json, snapshot.revision());
      json.writeRaw('\n');
    }
    json.writeFieldName("platform");
    SnapshotJson.MAPPER.writeValue(json, snapshot.platform());
    writeEach("entities", snapshot.entities(), Entity.class, json);
    writeEach("inputs", snapshot.inputs(), InputFile.class, json);
    writeEach("gaps", snapshot.gaps(), Gap.class, json);
  }

  private static <T> void writeEach(String name, List<T> items, Class<T> type, JsonGenerator json)
      throws IOException {
    var writer = SnapshotJson.MAPPER.writerFor(type);
    json.writeArrayFieldStart(name);
    for (T item : items) {
      json.writeRaw('\n');
      writer.writeValue(json, item);
    }
    json.writeEndArray();
  }

  private static void writePositions(Map<String, Positions> positions, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart("positions");
    for (Map.Entry<String, Positions> entry : new TreeMap<>(positions).entrySet()) {
      json.writeRaw('\n');
      json.writeFieldName(entry.getKey());
      switch (entry.getValue()) {
        case NodePositions nodes -> PositionTree.write(nodes.root(), json);
        default ->
            throw new IllegalArgumentException("positions of " + entry.getKey() + " have no tree");
      }
    }
    json.writeEndObject();
  }
}

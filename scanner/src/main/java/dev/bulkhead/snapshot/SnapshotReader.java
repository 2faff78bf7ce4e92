package dev.bulkhead.snapshot;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.InputFile;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Positions;
import dev.bulkhead.model.Revision;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.source.NodePositions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what {@link SnapshotWriter} wrote, and refuses everything else with its place. */
public final class SnapshotReader {
  private @Nullable Platform platform;
  private @Nullable List<Entity> entities;
  private @Nullable List<InputFile> inputs;
  private @Nullable List<Gap> gaps;
  private @Nullable Map<String, Positions> positions;
  private @Nullable Revision revision;
  private @Nullable String digest;

  private SnapshotReader() {}

  /**
   * Reads a snapshot.
   *
   * @throws SnapshotException where the text is none, or is of another version
   * @throws IOException where the stream cannot be read
   */
  public static Snapshot read(InputStream in) throws IOException, SnapshotException {
    try (JsonParser json = SnapshotJson.MAPPER.getFactory().createParser(in)) {
      return new SnapshotReader().read(json);
    } catch (JsonProcessingException e) {
      throw new SnapshotException("not a snapshot" + place(e.getLocation()) + ": " + reason(e));
    }
  }

  /** The same of a file, which a {@link SnapshotException} then names. */
  public static Snapshot read(Path file) throws IOException, SnapshotException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    } catch (SnapshotException e) {
      throw new SnapshotException(file + ": " + e.getMessage());
    }
  }

  private Snapshot read(JsonParser json) throws IOException, SnapshotException {
    if (json.nextToken() != JsonToken.START_OBJECT
        || json.nextToken() != JsonToken.FIELD_NAME
        || !json.currentName().equals("version")
        || json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new SnapshotException("not a snapshot: it does not begin with its version");
    }
    if (json.getIntValue() != Snapshot.VERSION) {
      throw new SnapshotException(
          "a snapshot of format "
              + json.getIntValue()
              + "; this version reads format "
              + Snapshot.VERSION
              + ", take the snapshot anew");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      readField(json.currentName(), json);
    }
    if (json.currentToken() != JsonToken.END_OBJECT) {
      throw new SnapshotException("not a snapshot: text is missing at its end");
    }
    var snapshot =
        new Snapshot(
            Snapshot.VERSION,
            required("platform", platform),
            required("entities", entities),
            required("inputs", inputs),
            required("gaps", gaps),
            required("positions", positions),
            revision);
    if (digest != null && !digest.equals(ContentDigest.of(snapshot))) {
      throw new SnapshotException(
          "the snapshot was changed after it was taken: its digest is not that of its content; take it anew");
    }
    return snapshot;
  }

  private void readField(String name, JsonParser json) throws IOException, SnapshotException {
    json.nextToken();
    switch (name) {
      case "platform" -> platform = one(Platform.class, name, json);
      case "entities" -> entities = entities(json);
      case "inputs" -> inputs = list(InputFile.class, name, json);
      case "gaps" -> gaps = list(Gap.class, name, json);
      case "positions" -> positions = positions(json);
      case "revision" -> revision = one(Revision.class, name, json);
      case "digest" -> {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
          throw new SnapshotException("not a snapshot: digest is no text");
        }
        digest = json.getText();
      }
      default -> throw new SnapshotException("not a snapshot: unknown field \"" + name + "\"");
    }
  }

  private static List<Entity> entities(JsonParser json) throws IOException, SnapshotException {
    List<Entity> entities = list(Entity.class, "entities", json);
    Set<String> ids = new HashSet<>();
    for (Entity entity : entities) {
      if (!ids.add(entity.meta().id())) {
        throw new SnapshotException(
            "not a snapshot: two entities have the id " + entity.meta().id());
      }
    }
    return entities;
  }

  private static <T> List<T> list(Class<T> type, String name, JsonParser json)
      throws IOException, SnapshotException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new SnapshotException("not a snapshot: " + name + " is no list");
    }
    List<T> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(one(type, name + "/" + items.size(), json));
    }
    return List.copyOf(items);
  }

  private static <T> T one(Class<T> type, String where, JsonParser json)
      throws IOException, SnapshotException {
    T item = SnapshotJson.MAPPER.readValue(json, type);
    if (item == null) {
      throw new SnapshotException("not a snapshot: /" + where + " is null");
    }
    String missing = RequiredParts.missingIn(item);
    if (missing != null) {
      throw new SnapshotException("not a snapshot: /" + where + missing + " is missing");
    }
    return item;
  }

  private static Map<String, Positions> positions(JsonParser json)
      throws IOException, SnapshotException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new SnapshotException("not a snapshot: positions is no object");
    }
    Map<String, Positions> positions = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String document = json.currentName();
      json.nextToken();
      positions.put(document, new NodePositions(PositionTree.read(json)));
    }
    return positions;
  }

  private static <T> T required(String name, @Nullable T part) throws SnapshotException {
    if (part == null) {
      throw new SnapshotException("not a snapshot: /" + name + " is missing");
    }
    return part;
  }

  private static String place(@Nullable JsonLocation at) {
    return at == null || at.getLineNr() < 1
        ? ""
        : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  /** Where the model does not fit, Jackson's message names classes; the path says it better. */
  private static String reason(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return e.getOriginalMessage();
    }
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : mapping.getPath()) {
      String name = step.getFieldName();
      path.append('/').append(name == null ? String.valueOf(step.getIndex()) : name);
    }
    return path + " is not what it should be";
  }
}

package dev.bulkhead.snapshot;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.InputFile;
import dev.bulkhead.model.Meta;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Positions;
import dev.bulkhead.model.Revision;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.NodePositions;
import dev.bulkhead.source.SourceReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects documents, entities and gaps, and puts them together in a stable order with unique ids.
 */
public final class SnapshotBuilder {
  private final Normalizers normalizers;
  private final List<Entity> entities = new ArrayList<>();
  private final List<InputFile> inputs = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final Map<String, Positions> positions = new HashMap<>();
  private final NodePositions.Pool places = new NodePositions.Pool();

  public SnapshotBuilder(Normalizers normalizers) {
    this.normalizers = normalizers;
  }

  public SnapshotBuilder add(SourceReader.Result read) {
    List<Understood> files = read.files().parallelStream().map(this::understood).toList();
    return add(files, read.gaps());
  }

  /**
   * Adds files that were understood, in this order.
   *
   * @param others gaps that belong to no file
   */
  public SnapshotBuilder add(List<Understood> files, List<Gap> others) {
    gaps.addAll(others);
    files.forEach(this::add);
    return this;
  }

  public SnapshotBuilder add(SourceReader.FileResult file) {
    add(understood(file));
    return this;
  }

  /** What a file gave, without its nodes. */
  public static final class Understood {
    private final @Nullable InputFile input;
    private final List<Gap> gaps;
    private final List<Entity> entities = new ArrayList<>();
    private final Map<String, Positions> positions = new LinkedHashMap<>();

    private Understood(SourceReader.FileResult file) {
      this.input = file.input();
      this.gaps = new ArrayList<>(file.gaps());
    }
  }

  /** What a file means, to be added later. Several threads may ask at a time. */
  public Understood understood(SourceReader.FileResult file) {
    var found = new Understood(file);
    for (Document document : file.documents()) {
      Normalizers.Result result = normalizers.normalize(document);
      found.entities.addAll(result.entities());
      found.gaps.addAll(result.gaps());
      found.positions.put(
          key(document.file().uri(), document.index()),
          places.of(document.root(), result.embedded()));
    }
    return found;
  }

  private void add(Understood file) {
    gaps.addAll(file.gaps);
    if (file.input != null) {
      inputs.add(file.input);
    }
    entities.addAll(file.entities);
    positions.putAll(file.positions);
  }

  /** The name under which a document's positions are kept. */
  public static String key(String uri, int document) {
    return uri + "#" + document;
  }

  public List<Entity> entities() {
    return entities;
  }

  /** The snapshot, for a platform as declared or inferred. */
  public Snapshot build(Platform platform) {
    return build(platform, null);
  }

  /** The snapshot of a Git work tree. */
  public Snapshot build(Platform platform, @Nullable Revision revision) {
    return new Snapshot(
        Snapshot.VERSION,
        platform,
        unique(),
        List.copyOf(inputs),
        List.copyOf(gaps),
        positions,
        revision);
  }

  /** Sorted by id; where two have one id, those behind the first are named by their file too. */
  private List<Entity> unique() {
    var sorted = new ArrayList<>(entities);
    sorted.sort(
        Comparator.comparing((Entity e) -> e.meta().id())
            .thenComparing(e -> e.meta().source().uri())
            .thenComparingInt(e -> e.meta().source().document()));
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < sorted.size(); i++) {
      Entity entity = sorted.get(i);
      String id = entity.meta().id();
      if (seen.merge(id, 1, Integer::sum) > 1) {
        String named = id + "@" + entity.meta().source().uri();
        int again = seen.merge(named, 1, Integer::sum);
        sorted.set(i, Renamed.of(entity, again > 1 ? named + "#" + again : named));
      }
    }
    sorted.sort(Comparator.comparing(e -> e.meta().id()));
    return List.copyOf(sorted);
  }

  static Meta renamed(Meta meta, String id) {
    return new Meta(
        id,
        meta.name(),
        meta.namespace(),
        meta.apiVersion(),
        meta.resourceKind(),
        meta.labels(),
        meta.annotations(),
        meta.source());
  }
}

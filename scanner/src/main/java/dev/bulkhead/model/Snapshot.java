package dev.bulkhead.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was collected: immutable, versioned, the raw evidence.
 *
 * @param version of the snapshot's format
 * @param entities in the order of their ids
 * @param gaps what was not collected
 * @param positions where things stand in the documents, by {@code uri#document}
 * @param revision the commit that was checked out; null where the input is no Git work tree
 */
public record Snapshot(
    int version,
    Platform platform,
    List<Entity> entities,
    List<InputFile> inputs,
    List<Gap> gaps,
    Map<String, Positions> positions,
    @Nullable Revision revision) {

  public static final int VERSION = 1;

  /** Of what is in no Git work tree. */
  public Snapshot(
      int version,
      Platform platform,
      List<Entity> entities,
      List<InputFile> inputs,
      List<Gap> gaps,
      Map<String, Positions> positions) {
    this(version, platform, entities, inputs, gaps, positions, null);
  }

  /** The same under another platform file. */
  public Snapshot under(Platform other) {
    return new Snapshot(version, other, entities, inputs, gaps, positions, revision);
  }

  /** The same of other entities, which must be in the order of their ids. */
  public Snapshot withEntities(List<Entity> others) {
    return new Snapshot(version, platform, others, inputs, gaps, positions, revision);
  }

  /** Place of an entity in the list; negative where there is none of that id. */
  public int ordinal(String id) {
    return ordinal(entities, id);
  }

  /**
   * Place of an entity in a list that is in the order of the ids; as {@link
   * java.util.Collections#binarySearch}, {@code -(place + 1)} of where it would be inserted.
   */
  public static int ordinal(List<Entity> entities, String id) {
    int low = 0;
    int high = entities.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = entities.get(middle).meta().id().compareTo(id);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -(low + 1);
  }
}

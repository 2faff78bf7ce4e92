package dev.bulkhead.model;

import java.util.List;
import java.util.Map;

/**
 * What was collected: immutable, versioned, the raw evidence.
 *
 * @param version of the snapshot's format
 * @param entities in the order of their ids
 * @param gaps what was not collected
 * @param positions where things stand in the documents, by {@code uri#document}
 */
public record Snapshot(
    int version,
    Platform platform,
    List<Entity> entities,
    List<InputFile> inputs,
    List<Gap> gaps,
    Map<String, Positions> positions) {

  public static final int VERSION = 1;
}

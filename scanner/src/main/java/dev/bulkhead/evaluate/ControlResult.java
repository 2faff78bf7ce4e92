package dev.bulkhead.evaluate;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of one control.
 *
 * @param tally how many entities had which outcome
 * @param findings in order of entity and place
 * @param unknowns entities that could not be judged
 * @param statuses the outcome of everything it looked at
 */
public record ControlResult(
    Control control,
    Map<Status, Integer> tally,
    List<Finding> findings,
    List<Unknown> unknowns,
    Statuses statuses) {

  /**
   * An entity whose evidence is missing.
   *
   * @param crossing the tenants between whom it matters, where the rule names them
   */
  public record Unknown(
      String entity,
      @Nullable String tenant,
      String reason,
      @Nullable Location location,
      Finding.@Nullable Crossing crossing) {}

  /**
   * Outcomes in a compact form: one byte for each entity that the control looked at; and by name
   * for tenants and the platform, which are few.
   */
  public static final class Statuses {
    private static final Status[] VALUES = Status.values();

    private final int[] entities;
    private final byte[] status;
    private final SortedMap<String, Status> declared;

    /**
     * Both arrays are given away and must not change.
     *
     * @param entities ordinals in the snapshot's entities, rising
     * @param status ordinals of {@link Status}
     * @param declared by the ids of tenants and of the platform, {@code Tenant/_/north}
     */
    public Statuses(int[] entities, byte[] status, Map<String, Status> declared) {
      this.entities = entities;
      this.status = status;
      this.declared = new TreeMap<>(declared);
    }

    public int size() {
      return entities.length;
    }

    /** Ordinal of the entity in the snapshot's list. */
    public int entity(int index) {
      return entities[index];
    }

    public Status status(int index) {
      return VALUES[status[index]];
    }

    /** Outcomes of tenants and of the platform by their ids. */
    public Map<String, Status> declared() {
      return java.util.Collections.unmodifiableSortedMap(declared);
    }
  }
}

package dev.bulkhead.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reviewed exception, as {@code waivers.yaml} states it.
 *
 * @param id its name in the file, or {@code waiver-N} by position
 * @param control the control's id, or a glob such as {@code WRK-*}
 * @param approver null where nobody approved it: then it does not waive
 * @param expires ISO date on whose end it ends; null where none is given: then it does not waive
 * @param pointer JSON Pointer of the waiver in its file
 * @param state what it is worth, see the constants
 */
public record Waiver(
    String id,
    String control,
    Selector selector,
    @Nullable String reason,
    @Nullable String owner,
    @Nullable String approver,
    @Nullable String ticket,
    @Nullable String expires,
    Source source,
    String pointer,
    State state) {

  /**
   * What a waiver applies to: every criterion that is given must match; globs with {@code *} and
   * {@code ?}.
   */
  public record Selector(
      @Nullable String entity,
      @Nullable String tenant,
      @Nullable String namespace,
      @Nullable String kind,
      @Nullable String name,
      @Nullable String path,
      List<String> fingerprints) {}

  /** Only ACTIVE waives. */
  public enum State {
    ACTIVE,
    EXPIRED,
    UNAPPROVED,
    INCOMPLETE
  }
}

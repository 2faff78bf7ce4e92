package dev.bulkhead.evaluate;

import dev.bulkhead.model.Facts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A violation of a control by an entity.
 *
 * @param path JSON Pointer in the entity's own root object
 * @param message what is wrong, in one sentence
 * @param observed what was seen
 * @param expected what was expected
 * @param fix what to do here; the control's remediation where the rule gives none
 * @param proof the steps that show a finding over several entities; empty otherwise
 * @param reads what of the entity the verdict depends on, as JSON Pointers in its form as input;
 *     empty where nobody asked for an explanation
 * @param because the rule's expressions that held; empty likewise
 * @param crossing between which tenants it is, where the rule names them
 * @param fingerprint stable identity: control, entity and what is wrong, independent of line
 *     numbers
 * @param state new, unchanged (in the baseline) or waived
 * @param waiver the waiver's reason where waived
 */
public record Finding(
    String control,
    Severity severity,
    String entity,
    String kind,
    String resourceKind,
    String name,
    @Nullable String namespace,
    @Nullable String tenant,
    String path,
    Location location,
    String message,
    String observed,
    String expected,
    String fix,
    List<Step> proof,
    List<String> reads,
    List<Reason> because,
    @Nullable Crossing crossing,
    String fingerprint,
    State state,
    @Nullable AppliedWaiver waiver) {

  /** The finding under a waiver: shown, and not counted by the gate. */
  public Finding waivedBy(AppliedWaiver applied) {
    return new Finding(
        control,
        severity,
        entity,
        kind,
        resourceKind,
        name,
        namespace,
        tenant,
        path,
        location,
        message,
        observed,
        expected,
        fix,
        proof,
        reads,
        because,
        crossing,
        fingerprint,
        State.WAIVED,
        applied);
  }

  /**
   * An expression of a rule that held.
   *
   * @param file of the rule, as the library knows it
   * @param depth 0 in the control's own rule, more in rules that it uses
   */
  public record Reason(String file, int line, String text, int depth) {}

  /**
   * The tenants that are not kept apart: each of {@code from} gets to each of {@code to} but
   * itself. {@code *} stands for every tenant.
   */
  public record Crossing(List<String> from, List<String> to) {
    /** Whether there are no two tenants to keep apart. */
    public boolean isNone() {
      boolean one = from.size() == 1 && from.equals(to) && !from.getFirst().equals(Facts.ANY);
      return one || from.isEmpty() || to.isEmpty();
    }
  }

  /** A step of a proof, located. */
  public record Step(String message, @Nullable Location location) {}

  /** Whether the gate counts it: only NEW does. */
  public enum State {
    NEW,
    BASELINE,
    WAIVED
  }

  /** What a waiver says of the finding. */
  public record AppliedWaiver(
      String id,
      String reason,
      String owner,
      String approver,
      @Nullable String ticket,
      String expires) {}
}

package dev.bulkhead.admission;

import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Glob;
import dev.bulkhead.evaluate.Severity;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the door does with what it finds, as {@code admission.yaml} says.
 *
 * @param mode for findings that no rule names
 * @param failOn least severity that is refused; what lies below is warned of
 * @param unknown what a control that cannot judge does
 * @param existing what a finding does that the object had before: DENY or WARN
 * @param companions what a finding does that speaks of what is not there yet, such as the network
 *     policy of a new namespace: DENY or WARN
 * @param sessions for exec, attach and port-forward into pods of tenants
 * @param rules the first that fits a finding gives its mode
 * @param exempt requests that are not judged
 * @param breakGlass who may override, and for how long
 */
public record DoorRules(
    Mode mode,
    Severity failOn,
    Consequence unknown,
    Consequence existing,
    Consequence companions,
    Mode sessions,
    List<Rule> rules,
    List<Exemption> exempt,
    BreakGlass breakGlass) {

  public static final DoorRules STANDARD =
      new DoorRules(
          Mode.ENFORCE,
          Severity.MEDIUM,
          Consequence.WARN,
          Consequence.WARN,
          Consequence.WARN,
          Mode.ENFORCE,
          List.of(),
          List.of(),
          new BreakGlass(List.of(), Duration.ofHours(4)));

  /** What something else than a finding does. */
  public enum Consequence {
    DENY,
    WARN,
    ALLOW
  }

  /** A mode for some findings; an empty list fits all. Patterns have {@code *} and {@code ?}. */
  public record Rule(
      List<String> controls,
      List<String> namespaces,
      List<String> tenants,
      List<String> kinds,
      Mode mode) {

    boolean fits(Finding finding) {
      return fits(controls, finding.control())
          && fits(namespaces, finding.namespace())
          && fits(tenants, finding.tenant())
          && fits(kinds, finding.resourceKind());
    }

    private static boolean fits(List<String> patterns, @Nullable String text) {
      return patterns.isEmpty()
          || (text != null && patterns.stream().anyMatch(p -> Glob.matches(p, text)));
    }
  }

  /** Requests by who asks: users and groups, patterns; one that fits is enough. */
  public record Exemption(List<String> users, List<String> groups, String because) {

    boolean fits(Review.User user) {
      return users.stream().anyMatch(p -> Glob.matches(p, user.name()))
          || groups.stream()
              .anyMatch(p -> user.groups().stream().anyMatch(g -> Glob.matches(p, g)));
    }
  }

  /**
   * The override for emergencies.
   *
   * @param groups that may use it, beside the platform's breakGlassGroups
   * @param longest how far ahead its end may lie
   */
  public record BreakGlass(List<String> groups, Duration longest) {}

  Mode modeOf(Finding finding) {
    return rules.stream().filter(r -> r.fits(finding)).findFirst().map(Rule::mode).orElse(mode);
  }
}

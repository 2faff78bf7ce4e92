package dev.bulkhead.evaluate;

import dev.bulkhead.model.Layer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A control as its Rego file's METADATA describes it.
 *
 * @param id for example {@code ISO-03}
 * @param plane the part before the dash
 * @param kinds entity kinds that it looks at; {@code Platform} and {@code Tenant} are evaluated
 *     once each
 * @param tiers tiers that it holds for; empty = all
 * @param remediation how to mend it, in a sentence or two of Markdown
 * @param example a corrected snippet; null where there is none
 * @param frameworks mappings to published frameworks
 * @param references primary documentation, as URLs
 * @param file where the control stands
 * @param packagePath for example {@code data.bulkhead.controls.iso_03}
 * @param custom whether a user brought it
 * @param evidence what a verdict needs
 * @param layer the layer of isolation between tenants whose state it decides; null for most
 * @param sources the parts of the mission that it serves, such as {@code logistics-isolation}
 */
public record Control(
    String id,
    String title,
    String description,
    Severity severity,
    String plane,
    List<String> kinds,
    List<String> tiers,
    String remediation,
    @Nullable String example,
    List<Mapping> frameworks,
    List<String> references,
    Map<String, Parameter> parameters,
    String file,
    String packagePath,
    boolean custom,
    Evidence evidence,
    @Nullable Layer layer,
    List<String> sources) {

  /** The same control, mapped to these requirements. */
  Control withFrameworks(List<Mapping> mappings) {
    return new Control(
        id,
        title,
        description,
        severity,
        plane,
        kinds,
        tiers,
        remediation,
        example,
        mappings,
        references,
        parameters,
        file,
        packagePath,
        custom,
        evidence,
        layer,
        sources);
  }

  /** What a verdict needs. */
  public enum Evidence {
    /** Decided from files. */
    FILES,
    /** Decided from files in part; the rest needs the running system or other evidence. */
    PARTLY,
    /** Needs the running system; what files show of it is judged. */
    LIVE,
    /** Needs dated evidence by people. */
    ATTESTATION
  }

  /** {@code coverage} is full or partial. */
  public record Mapping(String framework, String requirement, String coverage) {
    boolean sameRequirement(Mapping other) {
      return framework.equals(other.framework) && requirement.equals(other.requirement);
    }
  }

  /** A tunable. */
  public record Parameter(Object defaultValue, String description) {}
}

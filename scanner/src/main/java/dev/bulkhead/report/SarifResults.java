package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Location;
import dev.bulkhead.evaluate.Status;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Source;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Findings and other outcomes as SARIF results. */
final class SarifResults {
  /** GitHub keeps a hundred; nobody reads more than these. */
  private static final int MOST_RELATED = 20;

  private final Json json;
  private final SarifPlaces places;
  private final Map<String, Integer> ruleIndex = new HashMap<>();

  SarifResults(Json json, SarifPlaces places, List<Control> rules) {
    this.json = json;
    this.places = places;
    rules.forEach(rule -> ruleIndex.put(rule.id(), ruleIndex.size()));
  }

  /**
   * Writes a finding.
   *
   * @param full with what GitHub does not read, or reads wrongly: suppressions and baseline
   */
  void write(Finding finding, boolean full) throws IOException {
    json.object(() -> {
      writeRule(finding.control());
      json.text("kind", "fail");
      json.text("level", SarifRules.level(finding.severity()));
      json.object("message", () -> json.text("text", message(finding)));
      writeLocation(finding.location(), finding.entity());
      writeProof(finding);
      writeFingerprints(finding);
      if (full) {
        writeState(finding);
      }
      writeProperties(finding);
    });
  }

  /** Writes what passed, did not apply, or could not be decided. */
  void writeOtherOutcomes(Assessment assessment) throws IOException {
    List<Entity> entities = assessment.snapshot().entities();
    for (ControlResult result : assessment.results()) {
      for (int i = 0; i < result.statuses().size(); i++) {
        Status status = result.statuses().status(i);
        if (status == Status.PASS || status == Status.NOT_APPLICABLE) {
          Source at = entities.get(result.statuses().entity(i)).meta().source();
          boolean pass = status == Status.PASS;
          writeOutcome(
              result.control(),
              pass ? "pass" : "notApplicable",
              pass ? "Passed." : "Does not apply.",
              new Location(at.uri(), at.span(), at.pointer(), true),
              entities.get(result.statuses().entity(i)).meta().id());
        }
      }
      for (ControlResult.Unknown unknown : result.unknowns()) {
        String reason = "Could not be decided: " + unknown.reason();
        writeOutcome(result.control(), "open", reason, unknown.location(), unknown.entity());
      }
    }
  }

  private void writeOutcome(
      Control control, String kind, String text, @Nullable Location location, String entity)
      throws IOException {
    json.object(() -> {
      writeRule(control.id());
      json.text("kind", kind);
      json.text("level", "none");
      json.object("message", () -> json.text("text", Escape.sarif(text)));
      writeLocation(location, entity);
    });
  }

  private void writeRule(String control) throws IOException {
    json.text("ruleId", control);
    Integer index = ruleIndex.get(control);
    if (index != null) {
      json.number("ruleIndex", index);
    }
  }

  /** The first sentence is the alert's title. */
  private static String message(Finding finding) {
    StringBuilder text = new StringBuilder(Escape.sarif(finding.message()));
    append(text, "Observed: ", finding.observed());
    append(text, "Expected: ", finding.expected());
    int id = 1;
    for (Finding.Step step : finding.proof()) {
      text.append(id == 1 ? "\n\nBecause:\n" : "\n");
      text.append(id).append(". ").append(Escape.sarif(step.message()));
      if (step.location() != null && id <= MOST_RELATED) {
        String place = Escape.sarif(Places.text(step.location()));
        text.append(" ([").append(place).append("](").append(id).append("))");
      }
      id++;
    }
    append(text, "Fix: ", finding.fix());
    return text.toString();
  }

  private static void append(StringBuilder text, String label, String value) {
    if (!value.isBlank()) {
      text.append("\n\n").append(label).append(Escape.sarif(value.strip()));
    }
  }

  private void writeLocation(@Nullable Location location, String entity) throws IOException {
    json.array(
        "locations",
        () ->
            json.object(() -> {
              if (location != null && !location.uri().isEmpty()) {
                places.writePhysical(location.uri(), location.span());
              }
              json.array(
                  "logicalLocations",
                  () ->
                      json.object(() -> {
                        json.text("fullyQualifiedName", Escape.visible(entity));
                        json.text("kind", "resource");
                      }));
            }));
  }

  private void writeProof(Finding finding) throws IOException {
    if (finding.proof().stream().allMatch(step -> step.location() == null)) {
      return;
    }
    json.array(
        "relatedLocations",
        () -> {
          int id = 0;
          for (Finding.Step step : finding.proof()) {
            id++;
            if (step.location() != null && id <= MOST_RELATED) {
              writeRelated(id, step.location(), step.message());
            }
          }
        });
  }

  private void writeRelated(int id, Location at, String message) throws IOException {
    json.object(() -> {
      json.number("id", id);
      places.writePhysical(at.uri(), at.span());
      json.object("message", () -> json.text("text", Escape.sarif(message)));
    });
  }

  private void writeFingerprints(Finding finding) throws IOException {
    json.object("fingerprints", () -> json.text("bulkheadIdentity/v1", finding.fingerprint()));
    String hash = places.lineHash(finding.location());
    if (hash != null) {
      json.object("partialFingerprints", () -> json.text("primaryLocationLineHash", hash));
    }
  }

  private void writeState(Finding finding) throws IOException {
    json.text("baselineState", finding.state() == Finding.State.BASELINE ? "unchanged" : "new");
    Finding.AppliedWaiver waiver = finding.waiver();
    json.array(
        "suppressions",
        () -> {
          if (waiver != null) {
            json.object(() -> {
              json.text("kind", "external");
              json.text("status", "accepted");
              json.text("justification", justification(waiver));
            });
          }
        });
  }

  private static String justification(Finding.AppliedWaiver waiver) {
    String ticket = waiver.ticket() == null ? "" : ", " + waiver.ticket();
    return Escape.visible(
        waiver.reason()
            + " (waiver "
            + waiver.id()
            + ", owner "
            + waiver.owner()
            + ", approved by "
            + waiver.approver()
            + ", until "
            + waiver.expires()
            + ticket
            + ")");
  }

  private void writeProperties(Finding finding) throws IOException {
    json.object(
        "properties",
        () -> {
          json.optional("tenant", finding.tenant());
          json.optional("namespace", finding.namespace());
          json.text("entity", finding.entity());
          json.text("severity", finding.severity().name());
          json.optional("pointer", finding.location().pointer());
        });
  }
}

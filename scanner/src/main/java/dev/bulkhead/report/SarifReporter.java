package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Revision;
import dev.bulkhead.report.ReportOptions.SarifProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SARIF 2.1.0 for GitHub code scanning and the others that read it. GitHub's limits and needs are
 * those of its documentation, "SARIF support for code scanning".
 */
final class SarifReporter implements Reporter {
  /** What GitHub keeps of a run; it refuses runs of more than 25,000. */
  static final int MOST_RESULTS = 5_000;

  /** Passes and the like are left out where there are more outcomes than this. */
  static final int MOST_OUTCOMES = 100_000;

  @Override
  public void write(Assessment assessment, ReportOptions options, OutputStream stream)
      throws IOException {
    Json json = new Json(stream);
    SarifPlaces places = new SarifPlaces(json, options);
    json.object(() -> {
      json.text("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      json.text("version", "2.1.0");
      json.array("runs", () -> json.object(() -> writeRun(assessment, options, json, places)));
    });
    json.end();
  }

  private static void writeRun(
      Assessment assessment, ReportOptions options, Json json, SarifPlaces places)
      throws IOException {
    boolean full = options.sarifProfile() == SarifProfile.FULL;
    List<Finding> findings = assessment.findings();
    List<Finding> chosen = full ? findings : findings.stream().filter(SarifReporter::fits).toList();
    List<Finding> kept = full ? chosen : chosen.subList(0, Math.min(MOST_RESULTS, chosen.size()));
    boolean outcomes = full && outcomes(assessment) <= MOST_OUTCOMES;
    List<String> notes = new ArrayList<>();
    if (kept.size() < chosen.size()) {
      notes.add(
          "This report holds the "
              + kept.size()
              + " most severe of "
              + chosen.size()
              + " findings.");
    }
    long elsewhere = full ? 0 : findings.stream().filter(SarifReporter::hasNoFile).count();
    if (elsewhere > 0) {
      notes.add(
          elsewhere + " findings are about no file and were left out; see the other reports.");
    }
    if (full && !outcomes) {
      notes.add("Outcomes other than findings are too many for this report and were left out.");
    }

    List<Control> rules = assessment.results().stream().map(ControlResult::control).toList();
    new SarifRules(json).writeTool(assessment.version(), rules);
    json.object("automationDetails", () -> json.text("id", options.category() + "/"));
    json.array(
        "invocations", () -> json.object(() -> writeInvocation(assessment, notes, json, places)));
    writeRevision(assessment.snapshot().revision(), json);
    places.writeBase();
    if (full) {
      json.array("artifacts", assessment.snapshot().inputs(), places::writeArtifact);
    }
    SarifResults results = new SarifResults(json, places, rules);
    json.array(
        "results",
        () -> {
          for (Finding finding : kept) {
            results.write(finding, full);
          }
          if (outcomes) {
            results.writeOtherOutcomes(assessment);
          }
        });
    json.text("columnKind", "utf16CodeUnits");
    json.object("properties", () -> writeProperties(assessment, options, json));
  }

  private static void writeProperties(Assessment assessment, ReportOptions options, Json json)
      throws IOException {
    json.text("policyDigest", assessment.policyDigest());
    json.optional("snapshotDigest", options.snapshotDigest());
    Revision revision = assessment.snapshot().revision();
    json.optional("commit", revision == null ? null : revision.commit());
  }

  /** GitHub shows suppressed and known results as open alerts, and refuses those without a file. */
  private static boolean fits(Finding finding) {
    return finding.state() == Finding.State.NEW && Places.isFile(finding.location().uri());
  }

  private static boolean hasNoFile(Finding finding) {
    return finding.state() == Finding.State.NEW && !fits(finding);
  }

  private static long outcomes(Assessment assessment) {
    return assessment.results().stream().mapToLong(r -> r.statuses().size()).sum();
  }

  private static void writeInvocation(
      Assessment assessment, List<String> notes, Json json, SarifPlaces places) throws IOException {
    List<Gap> gaps = assessment.snapshot().gaps();
    json.flag("executionSuccessful", gaps.stream().noneMatch(Gap::incomplete));
    var started = assessment.started().truncatedTo(ChronoUnit.MILLIS);
    json.text("startTimeUtc", started.toString());
    json.text("endTimeUtc", started.plusMillis(assessment.elapsed().toMillis()).toString());
    json.array(
        "toolExecutionNotifications",
        () -> {
          for (String note : notes) {
            json.object(() -> {
              json.object("message", () -> json.text("text", note));
              json.text("level", "warning");
              json.object("descriptor", () -> json.text("id", "report-cut"));
            });
          }
          for (Gap gap : gaps) {
            json.object(() -> writeGap(gap, json, places));
          }
        });
  }

  private static void writeGap(Gap gap, Json json, SarifPlaces places) throws IOException {
    if (Places.isFile(gap.uri())) {
      json.array("locations", () -> json.object(() -> places.writePhysical(gap.uri(), gap.span())));
    }
    String hint = gap.hint() == null ? "" : " " + gap.hint();
    json.object(
        "message", () -> json.text("text", Escape.sarif("Not evaluated: " + gap.message() + hint)));
    json.text("level", gap.incomplete() ? "error" : "note");
    json.object("descriptor", () -> json.text("id", gap.code()));
  }

  /**
   * SARIF wants the repository's URI (3.23.3), so a commit without one is told in the properties.
   */
  private static void writeRevision(@Nullable Revision revision, Json json) throws IOException {
    if (revision == null || revision.repository() == null) {
      return;
    }
    json.array(
        "versionControlProvenance",
        () ->
            json.object(() -> {
              json.optional("repositoryUri", revision.repository());
              json.text("revisionId", revision.commit());
              json.optional("branch", revision.branch());
            }));
  }
}

package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.model.Gap;
import dev.bulkhead.report.ReportOptions.Revision;
import dev.bulkhead.report.ReportOptions.SarifProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
<<<<<<< HEAD
 * SARIF 2.1.0 for GitHub code scanning and the others that read it. GitHub's limits and needs are
 * those of its documentation, "SARIF support for code scanning".
 */
final class SarifReporter implements Reporter {
  /** What GitHub keeps of a run; it refuses runs of more than 25,000. */
  static final int MOST_RESULTS = 5_000;
=======
 * SARIF 2.1.0 (OASIS standard). The default profile is what GitHub code scanning shows rightly:
 * failures only, since it takes suppressed and passing results for open alerts.
 */
public final class SarifReporter implements Reporter {
  /**
   * What GitHub keeps of a run; beyond it, results are dropped by it, so here the worst are kept.
   */
  static final int MAX_RESULTS = 5_000;
>>>>>>> de40343 (Tests: reading, reports, secrets, architecture, and a whole platform with one change at a time)

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
    writeRevision(options, json);
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
    json.object("properties", () -> json.text("policyDigest", assessment.policyDigest()));
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

<<<<<<< HEAD
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
=======
    private static String help(Control c) {
      var out =
          new StringBuilder("# ").append(c.id()).append(": ").append(c.title()).append("\n\n");
      out.append(c.description())
          .append("\n\n## How to fix\n\n")
          .append(c.remediation())
          .append('\n');
      String example = c.example();
      if (example != null) {
        out.append("\n```\n").append(example.strip()).append("\n```\n");
      }
      if (!c.references().isEmpty()) {
        out.append("\n## References\n\n");
        c.references().forEach(r -> out.append("- ").append(r).append('\n'));
      }
      return out.toString();
    }
>>>>>>> de40343 (Tests: reading, reports, secrets, architecture, and a whole platform with one change at a time)

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

<<<<<<< HEAD
  private static void writeRevision(ReportOptions options, Json json) throws IOException {
    Revision revision = options.revision();
    if (revision == null) {
      return;
=======
    private static String cut(String text) {
      return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }

    private static String level(Severity severity) {
      return switch (severity) {
        case CRITICAL, HIGH -> "error";
        case MEDIUM -> "warning";
        case LOW -> "note";
      };
    }

    private static String score(Severity severity) {
      return switch (severity) {
        case CRITICAL -> "9.5";
        case HIGH -> "8.0";
        case MEDIUM -> "5.5";
        case LOW -> "2.0";
      };
    }

    private void invocation() throws IOException {
      json.writeArrayFieldStart("invocations");
      json.writeStartObject();
      json.writeStringField("startTimeUtc", assessment.started().toString());
      json.writeBooleanField("executionSuccessful", true);
      json.writeArrayFieldStart("toolExecutionNotifications");
      for (Gap gap : assessment.snapshot().gaps()) {
        if (gap.incomplete()) {
          notification(gap);
        }
      }
      if (dropped > 0) {
        json.writeStartObject();
        json.writeStringField("level", "warning");
        text(
            "message",
            dropped
                + " findings of lower severity were left out to keep within the limit of "
                + MAX_RESULTS);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
    }

    private void notification(Gap gap) throws IOException {
      json.writeStartObject();
      json.writeStringField("level", "warning");
      json.writeObjectFieldStart("descriptor");
      json.writeStringField("id", gap.code());
      json.writeEndObject();
      text("message", "Not evaluated: " + gap.message());
      json.writeArrayFieldStart("locations");
      json.writeStartObject();
      physicalLocation(gap.uri(), gap.span());
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }

    private void result(Finding f) throws IOException {
      json.writeStartObject();
      json.writeStringField("ruleId", f.control());
      json.writeNumberField("ruleIndex", ruleIndex.getOrDefault(f.control(), 0));
      json.writeStringField("level", level(f.severity()));
      text("message", message(f));
      json.writeArrayFieldStart("locations");
      json.writeStartObject();
      physicalLocation(f.location().uri(), f.location().span());
      json.writeArrayFieldStart("logicalLocations");
      json.writeStartObject();
      json.writeStringField("fullyQualifiedName", f.entity());
      json.writeStringField("kind", "resource");
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      related(f);
      fingerprints(f);
      if (f.waiver() != null) {
        json.writeArrayFieldStart("suppressions");
        json.writeStartObject();
        json.writeStringField("kind", "external");
        json.writeStringField("status", "accepted");
        json.writeStringField("justification", f.waiver().reason());
        json.writeEndObject();
        json.writeEndArray();
      }
      json.writeObjectFieldStart("properties");
      json.writeStringField("severity", f.severity().name().toLowerCase(Locale.ROOT));
      json.writeStringField("observed", f.observed());
      json.writeStringField("expected", f.expected());
      json.writeStringField("fix", f.fix());
      if (f.tenant() != null) {
        json.writeStringField("tenant", f.tenant());
      }
      json.writeEndObject();
      json.writeEndObject();
    }

    private static String message(Finding f) {
      var out = new StringBuilder(f.message()).append('.');
      if (!f.observed().isEmpty()) {
        out.append(" Observed: ")
            .append(f.observed())
            .append("; expected: ")
            .append(f.expected())
            .append('.');
      }
      int id = 1;
      for (Finding.Step step : f.proof()) {
        if (step.location() != null) {
          out.append(" [")
              .append(step.message().replace("[", "(").replace("]", ")"))
              .append("](")
              .append(id++)
              .append(").");
        }
      }
      return out.append(" Fix: ").append(f.fix()).toString();
    }

    private void related(Finding f) throws IOException {
      var located = new ArrayList<Finding.Step>();
      f.proof().stream().filter(s -> s.location() != null).forEach(located::add);
      if (located.isEmpty()) {
        return;
      }
      json.writeArrayFieldStart("relatedLocations");
      for (int i = 0; i < located.size(); i++) {
        Location at = located.get(i).location();
        if (at != null) {
          json.writeStartObject();
          json.writeNumberField("id", i + 1);
          physicalLocation(at.uri(), at.span());
          text("message", located.get(i).message());
          json.writeEndObject();
        }
      }
      json.writeEndArray();
    }

    private void fingerprints(Finding f) throws IOException {
      json.writeObjectFieldStart("fingerprints");
      json.writeStringField("bulkheadIdentity/v1", f.fingerprint());
      json.writeEndObject();
      Span span = f.location().span();
      List<String> lines = options.text().rawLines(f.location().uri());
      if (span != null && !lines.isEmpty()) {
        String hash =
            hashes
                .computeIfAbsent(f.location().uri(), u -> LineHash.of(lines))
                .get(span.startLine());
        if (hash != null) {
          json.writeObjectFieldStart("partialFingerprints");
          json.writeStringField("primaryLocationLineHash", hash);
          json.writeEndObject();
        }
      }
    }

    /**
     * The region is the first line only: a pull request shows an alert where all its lines are part
     * of the change.
     */
    private void physicalLocation(String uri, @org.jspecify.annotations.Nullable Span span)
        throws IOException {
      json.writeObjectFieldStart("physicalLocation");
      json.writeObjectFieldStart("artifactLocation");
      json.writeStringField("uri", encode(uri));
      json.writeStringField("uriBaseId", "ROOT");
      json.writeEndObject();
      if (span != null) {
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", span.startLine());
        json.writeNumberField("startColumn", span.startColumn());
        json.writeNumberField("endLine", span.startLine());
        int end = span.endLine() == span.startLine() ? span.endColumn() : span.startColumn() + 1;
        json.writeNumberField("endColumn", Math.max(end, span.startColumn() + 1));
        json.writeEndObject();
      }
      json.writeEndObject();
    }

    private static String encode(String uri) {
      var out = new StringBuilder();
      for (byte b : uri.getBytes(StandardCharsets.UTF_8)) {
        int c = b & 0xff;
        boolean plain =
            (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-._~/".indexOf(c) >= 0;
        if (plain) {
          out.append((char) c);
        } else {
          out.append(String.format("%%%02X", c));
        }
      }
      return out.toString();
>>>>>>> de40343 (Tests: reading, reports, secrets, architecture, and a whole platform with one change at a time)
    }
    json.array(
        "versionControlProvenance",
        () ->
            json.object(() -> {
              json.text("repositoryUri", revision.repositoryUri());
              json.text("revisionId", revision.revisionId());
              json.optional("branch", revision.branch());
            }));
  }
}

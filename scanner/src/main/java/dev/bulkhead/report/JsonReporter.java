package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Location;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.evaluate.Status;
import dev.bulkhead.isolation.Isolation;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.InputFile;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Revision;
import dev.bulkhead.model.Span;
import dev.bulkhead.model.Tenant;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole assessment for programs; {@code docs/schema/report.schema.json} describes it. */
final class JsonReporter implements Reporter {
  /** Rises when a reader of the format would have to change. */
  static final int VERSION = 1;

  @Override
  public void write(Assessment assessment, ReportOptions options, OutputStream stream)
      throws IOException {
    Json json = new Json(stream);
    json.object(() -> {
      json.number("version", VERSION);
      json.object(
          "tool",
          () -> {
            json.text("name", "Bulkhead");
            json.text("version", assessment.version());
            json.text("policyDigest", assessment.policyDigest());
          });
      json.text("started", assessment.started().toString());
      json.text("judgedAt", assessment.at().toString());
      json.number("elapsedMillis", assessment.elapsed().toMillis());
      json.text("root", assessment.root());
      json.optional("snapshotDigest", options.snapshotDigest());
      Revision revision = assessment.snapshot().revision();
      if (revision != null) {
        json.object("revision", () -> writeRevision(revision, json));
      }
      json.object("platform", () -> writePlatform(assessment.snapshot().platform(), json));
      json.object("summary", () -> writeSummary(assessment, json));
      json.array("controls", assessment.results(), r -> json.object(() -> writeResult(r, json)));
      json.array("findings", assessment.findings(), f -> json.object(() -> writeFinding(f, json)));
      Isolation isolation = Isolation.of(assessment);
      json.object(
          "isolation", () -> new JsonIsolation(isolation, assessment.facts(), json).write());
      json.array(
          "notEvaluated", assessment.snapshot().gaps(), g -> json.object(() -> writeGap(g, json)));
      json.array(
          "inputs", assessment.snapshot().inputs(), i -> json.object(() -> writeInput(i, json)));
    });
    json.end();
  }

  private static void writeRevision(Revision revision, Json json) throws IOException {
    json.text("commit", revision.commit());
    json.optional("branch", revision.branch());
    json.optional("repository", revision.repository());
  }

  private static void writePlatform(Platform platform, Json json) throws IOException {
    json.text("name", platform.name());
    json.flag("declared", platform.declared());
    json.text("scope", platform.scope());
    json.array("tenants", platform.tenants(), t -> json.object(() -> writeTenant(t, json)));
  }

  private static void writeTenant(Tenant tenant, Json json) throws IOException {
    json.text("id", tenant.id());
    json.optional("name", tenant.name());
    json.optional("tier", tenant.tier());
    json.optional("environment", tenant.environment());
    json.flag("inferred", tenant.inferred());
  }

  private static void writeSummary(Assessment assessment, Json json) throws IOException {
    Totals totals = Totals.of(assessment);
    json.number("entities", assessment.snapshot().entities().size());
    json.object(
        "outcomes",
        () -> {
          for (Map.Entry<Status, Integer> e : totals.outcomes().entrySet()) {
            json.number(word(e.getKey()), e.getValue());
          }
        });
    json.object(
        "findings",
        () -> {
          for (Map.Entry<Severity, Integer> e : totals.fresh().entrySet()) {
            json.number(word(e.getKey()), e.getValue());
          }
        });
    json.number("baseline", totals.baseline());
    json.number("waived", totals.waived());
    json.number("incomplete", totals.incomplete());
  }

  private static void writeResult(ControlResult result, Json json) throws IOException {
    writeControl(result.control(), json);
    json.object(
        "outcomes",
        () -> {
          for (Status status : Status.values()) {
            json.number(word(status), result.tally().getOrDefault(status, 0));
          }
        });
    json.array(
        "unknowns",
        result.unknowns(),
        u ->
            json.object(() -> {
              json.text("entity", u.entity());
              json.optional("tenant", u.tenant());
              json.text("reason", u.reason());
              writeLocation(u.location(), json);
            }));
  }

  private static void writeControl(Control control, Json json) throws IOException {
    json.text("id", control.id());
    json.text("title", control.title());
    json.text("description", control.description());
    json.text("severity", word(control.severity()));
    json.text("plane", control.plane());
    json.text("remediation", control.remediation());
    json.array(
        "frameworks",
        control.frameworks(),
        m ->
            json.object(() -> {
              json.text("framework", m.framework());
              json.text("requirement", m.requirement());
              json.text("coverage", m.coverage());
            }));
    json.array("references", control.references(), json::element);
    json.flag("custom", control.custom());
  }

  private static void writeFinding(Finding finding, Json json) throws IOException {
    json.text("fingerprint", finding.fingerprint());
    json.text("control", finding.control());
    json.text("severity", word(finding.severity()));
    json.text("state", word(finding.state()));
    json.optional("tenant", finding.tenant());
    json.text("entity", finding.entity());
    json.text("kind", finding.kind());
    json.text("resourceKind", finding.resourceKind());
    json.text("name", finding.name());
    json.optional("namespace", finding.namespace());
    json.text("path", finding.path());
    writeLocation(finding.location(), json);
    json.text("message", finding.message());
    json.text("observed", finding.observed());
    json.text("expected", finding.expected());
    json.text("fix", finding.fix());
    json.array(
        "proof",
        finding.proof(),
        step ->
            json.object(() -> {
              json.text("message", step.message());
              writeLocation(step.location(), json);
            }));
    json.array("reads", finding.reads(), json::element);
    if (!finding.because().isEmpty()) {
      json.array(
          "because",
          finding.because(),
          reason ->
              json.object(() -> {
                json.text("file", reason.file());
                json.number("line", reason.line());
                json.text("expression", reason.text());
                json.number("depth", reason.depth());
              }));
    }
    Finding.AppliedWaiver waiver = finding.waiver();
    if (waiver != null) {
      json.object(
          "waiver",
          () -> {
            json.text("id", waiver.id());
            json.text("reason", waiver.reason());
            json.text("owner", waiver.owner());
            json.text("approver", waiver.approver());
            json.optional("ticket", waiver.ticket());
            json.text("expires", waiver.expires());
          });
    }
  }

  private static void writeLocation(@Nullable Location location, Json json) throws IOException {
    if (location == null) {
      return;
    }
    json.object(
        "location",
        () -> {
          json.text("uri", location.uri());
          writeSpan(location.span(), json);
          json.text("pointer", location.pointer());
          json.flag("exact", location.exact());
        });
  }

  private static void writeSpan(@Nullable Span span, Json json) throws IOException {
    if (span != null) {
      json.number("startLine", span.startLine());
      json.number("startColumn", span.startColumn());
      json.number("endLine", span.endLine());
      json.number("endColumn", span.endColumn());
    }
  }

  private static void writeGap(Gap gap, Json json) throws IOException {
    json.text("code", gap.code());
    json.flag("incomplete", gap.incomplete());
    json.text("uri", gap.uri());
    writeSpan(gap.span(), json);
    json.text("message", gap.message());
    json.optional("hint", gap.hint());
  }

  private static void writeInput(InputFile input, Json json) throws IOException {
    json.text("uri", input.uri());
    json.text("digest", input.digest());
    json.number("size", input.size());
    json.text("format", input.format());
    json.number("documents", input.documents());
  }

  /** Enums are in lower case, as the policies' metadata writes severities. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

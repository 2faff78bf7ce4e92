package dev.bulkhead.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A decision as a line of the log, a JSON object: who asked for what, what was found, by which
 * policies and settings, how old the context was. The object itself is never in it, and no secret
 * value; with the object and the context at hand {@link LoggedDecision} makes the same line again.
 */
public final class DecisionLine {
  private static final JsonFactory JSON = new JsonFactory();

  private DecisionLine() {}

  /**
   * What surrounds a decision.
   *
   * @param time by which it was judged
   * @param version of the program
   * @param took to the microsecond
   */
  public record Circumstances(
      Instant time,
      String version,
      Settings settings,
      PlatformContext.Coverage coverage,
      Duration took) {

    Duration contextAge() {
      return Duration.between(coverage.asOf(), time);
    }

    boolean ending(Review review) {
      String namespace = review.namespace();
      return namespace != null && coverage.terminating().contains(namespace);
    }
  }

  /** The line, with its end. */
  public static byte[] of(Review review, Decision decision, Circumstances when) {
    var bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("time", when.time().toString());
      json.writeStringField("uid", review.uid());
      json.writeStringField("operation", review.operation().name());
      json.writeStringField("apiVersion", review.kind().apiVersion());
      json.writeStringField("kind", review.kind().kind());
      json.writeStringField("resource", review.resource());
      if (!review.subResource().isEmpty()) {
        json.writeStringField("subResource", review.subResource());
      }
      if (review.namespace() != null) {
        json.writeStringField("namespace", review.namespace());
      }
      json.writeStringField("name", review.name());
      json.writeStringField("user", review.user().name());
      strings("groups", review.user().groups(), json);
      json.writeBooleanField("dryRun", review.dryRun());
      json.writeStringField("object", ObjectDigest.of(review));
      json.writeStringField("decision", decision.outcome().name().toLowerCase(Locale.ROOT));
      json.writeBooleanField("allowed", decision.allowed());
      if (decision.because() != null) {
        json.writeStringField("because", decision.because());
      }
      findings("denied", decision.denied(), json);
      findings("warned", decision.warned(), json);
      findings("recorded", decision.recorded(), json);
      unknowns(decision.unknowns(), json);
      json.writeStringField("policy", when.settings().library().digest());
      json.writeStringField("settings", when.settings().digest());
      json.writeStringField("version", when.version());
      json.writeBooleanField("live", when.coverage().live());
      json.writeNumberField("contextAgeMillis", when.contextAge().toMillis());
      if (when.ending(review)) {
        json.writeBooleanField("namespaceEnds", true);
      }
      json.writeNumberField("tookMicros", when.took().toNanos() / 1000);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory is written to", e);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static void findings(String name, List<Finding> findings, JsonGenerator json)
      throws IOException {
    if (findings.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (Finding f : findings) {
      json.writeStartObject();
      json.writeStringField("control", f.control());
      json.writeStringField("severity", f.severity().name().toLowerCase(Locale.ROOT));
      json.writeStringField("entity", f.entity());
      if (f.tenant() != null) {
        json.writeStringField("tenant", f.tenant());
      }
      json.writeStringField("path", f.path());
      json.writeStringField("message", f.message());
      json.writeStringField("observed", f.observed());
      json.writeStringField("expected", f.expected());
      json.writeStringField("fingerprint", f.fingerprint());
      Finding.AppliedWaiver waiver = f.waiver();
      if (waiver != null) {
        json.writeStringField("waiver", waiver.id());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void unknowns(List<Stage.Unknown> unknowns, JsonGenerator json)
      throws IOException {
    if (unknowns.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("unknown");
    for (Stage.Unknown u : unknowns) {
      json.writeStartObject();
      json.writeStringField("control", u.control());
      json.writeStringField("entity", u.entity());
      json.writeStringField("reason", u.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void strings(String name, List<String> values, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}

package dev.bulkhead.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.admission.Decision;
import dev.bulkhead.admission.Review;
import dev.bulkhead.admission.Webhook;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Stage;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object a line for each decision: who asked for what, what was found, by which policies, how
 * old the context was. The object itself is never in it, and no secret value.
 */
final class DecisionLog implements Closeable {
  private static final JsonFactory JSON = new JsonFactory();

  private final @Nullable Path file;
  private final long mostBytes;
  private final int files;
  private OutputStream out;
  private long bytes;

  DecisionLog(Webhook.DecisionRecords records, OutputStream standard) throws IOException {
    this.file = records.file();
    this.mostBytes = records.bytes();
    this.files = Math.max(1, records.files());
    this.out = file == null ? standard : open(file);
    this.bytes = file == null ? 0 : Files.size(file);
  }

  private static OutputStream open(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** What surrounds a decision. */
  record Circumstances(
      Instant time, String policyDigest, String version, Duration contextAge, Duration took) {}

  /** Writes a decision, in full and flushed when this returns. */
  void write(Review review, Decision decision, Circumstances when) throws IOException {
    byte[] line = line(review, decision, when);
    synchronized (this) {
      if (file != null && bytes > 0 && bytes + line.length > mostBytes) {
        rotate(file);
      }
      out.write(line);
      out.flush();
      bytes += line.length;
    }
  }

  /** {@code decisions.log} becomes {@code decisions.log.1}, that becomes {@code .2}; the last goes. */
  private void rotate(Path current) throws IOException {
    out.close();
    for (int i = files - 1; i >= 1; i--) {
      Path older = numbered(current, i);
      Path newer = i == 1 ? current : numbered(current, i - 1);
      if (Files.exists(newer)) {
        Files.move(newer, older, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (files == 1) {
      Files.deleteIfExists(current);
    }
    out = open(current);
    bytes = 0;
  }

  private static Path numbered(Path file, int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  private static byte[] line(Review review, Decision decision, Circumstances when)
      throws IOException {
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
      json.writeStringField("decision", decision.outcome().name().toLowerCase(Locale.ROOT));
      json.writeBooleanField("allowed", decision.allowed());
      if (decision.because() != null) {
        json.writeStringField("because", decision.because());
      }
      findings("denied", decision.denied(), json);
      findings("warned", decision.warned(), json);
      findings("recorded", decision.recorded(), json);
      unknowns(decision.unknowns(), json);
      json.writeStringField("policy", when.policyDigest());
      json.writeStringField("version", when.version());
      json.writeNumberField("contextAgeMillis", when.contextAge().toMillis());
      json.writeNumberField("tookMicros", when.took().toNanos() / 1000);
      json.writeEndObject();
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

  @Override
  public synchronized void close() throws IOException {
    if (file != null) {
      out.close();
    }
  }
}

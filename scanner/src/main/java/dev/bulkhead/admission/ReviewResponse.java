package dev.bulkhead.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** An AdmissionReview's response, in JSON. */
public final class ReviewResponse {
  private static final JsonFactory JSON = new JsonFactory();

  private ReviewResponse() {}

  /** The response to a review; the same bytes for the same decision. */
  public static byte[] of(String uid, Decision decision) {
    var out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("apiVersion", "admission.k8s.io/v1");
      json.writeStringField("kind", "AdmissionReview");
      json.writeObjectFieldStart("response");
      json.writeStringField("uid", uid);
      json.writeBooleanField("allowed", decision.allowed());
      if (!decision.allowed()) {
        json.writeObjectFieldStart("status");
        json.writeStringField("status", "Failure");
        json.writeStringField("message", Wording.refusal(decision));
        json.writeStringField("reason", "Forbidden");
        json.writeNumberField("code", 403);
        json.writeEndObject();
      }
      warnings(Wording.warnings(decision), json);
      json.writeObjectFieldStart("auditAnnotations");
      for (Map.Entry<String, String> e : Wording.annotations(decision).entrySet()) {
        json.writeStringField(e.getKey(), e.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** What a refusal says, a line for each finding. */
  public static String refusal(Decision decision) {
    return Wording.refusal(decision);
  }

  /** What an author is warned of. */
  public static List<String> warnings(Decision decision) {
    return Wording.warnings(decision);
  }

  private static void warnings(List<String> warnings, JsonGenerator json) throws IOException {
    if (!warnings.isEmpty()) {
      json.writeArrayFieldStart("warnings");
      for (String warning : warnings) {
        json.writeString(warning);
      }
      json.writeEndArray();
    }
  }
}

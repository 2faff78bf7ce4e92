package dev.bulkhead.admission;

import dev.bulkhead.admission.Review.Operation;
import dev.bulkhead.admission.Review.ResourceKind;
import dev.bulkhead.admission.Review.User;
import dev.bulkhead.model.Gap;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.SourceReader;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads AdmissionReviews. What is none is refused with what was expected. */
public final class ReviewReader {
  private static final String VERSION = "admission.k8s.io/v1";

  private ReviewReader() {}

  /**
   * Reads a review.
   *
   * @throws ReviewException where the text is no AdmissionReview of {@code admission.k8s.io/v1}
   */
  public static Review read(byte[] json) throws ReviewException {
    return read(json(json, "no AdmissionReview"));
  }

  /**
   * Reads text from outside.
   *
   * @param otherwise what it is where it cannot be read
   */
  static Node json(byte[] text, String otherwise) throws ReviewException {
    SourceReader.FileResult file =
        new SourceReader(Path.of(""), Limits.STANDARD)
            .read(new ByteArrayInputStream(text), "review.json");
    for (Gap gap : file.gaps()) {
      throw new ReviewException(otherwise + ": " + gap.message());
    }
    return file.documents().stream()
        .findFirst()
        .map(Document::root)
        .orElseThrow(() -> new ReviewException(otherwise + ": the body is empty"));
  }

  /** Whether a document says that it is an AdmissionReview, of whatever version. */
  public static boolean isReview(Node root) {
    return text(root, "kind").equals("AdmissionReview");
  }

  /** Reads a review that was parsed before. */
  public static Review read(Node root) throws ReviewException {
    String version = text(root, "apiVersion");
    if (!isReview(root) || !version.equals(VERSION)) {
      throw new ReviewException(
          "expected an AdmissionReview of "
              + VERSION
              + ", not "
              + (version.isEmpty() ? "a document without apiVersion" : version)
              + "; set admissionReviewVersions: [v1] in the webhook configuration");
    }
    if (!(child(root, "request") instanceof Node.Mapping request)) {
      throw new ReviewException("the AdmissionReview has no request");
    }
    return request(request);
  }

  private static Review request(Node.Mapping request) throws ReviewException {
    String uid = text(request, "uid");
    if (uid.isEmpty()) {
      throw new ReviewException("the AdmissionReview's request has no uid");
    }
    Operation operation = operation(text(request, "operation"));
    Node object = object(request, "object");
    Node oldObject = object(request, "oldObject");
    if (object == null && (operation == Operation.CREATE || operation == Operation.UPDATE)) {
      throw new ReviewException("the AdmissionReview's request to " + operation + " has no object");
    }
    String namespace = text(request, "namespace");
    return new Review(
        uid,
        operation,
        kind(child(request, "kind")),
        text(child(request, "resource"), "resource"),
        text(request, "subResource"),
        text(request, "name"),
        namespace.isEmpty() ? null : namespace,
        user(child(request, "userInfo")),
        text(request, "dryRun").equals("true"),
        object,
        oldObject);
  }

  private static Operation operation(String name) throws ReviewException {
    for (Operation operation : Operation.values()) {
      if (operation.name().equals(name.toUpperCase(Locale.ROOT))) {
        return operation;
      }
    }
    throw new ReviewException(
        "the AdmissionReview's operation should be CREATE, UPDATE, DELETE or CONNECT, not \""
            + name
            + "\"");
  }

  private static ResourceKind kind(@Nullable Node node) throws ReviewException {
    var kind = new ResourceKind(text(node, "group"), text(node, "version"), text(node, "kind"));
    if (kind.version().isEmpty() || kind.kind().isEmpty()) {
      throw new ReviewException("the AdmissionReview's request has no kind");
    }
    return kind;
  }

  private static User user(@Nullable Node node) {
    List<String> groups = new ArrayList<>();
    if (child(node, "groups") instanceof Node.Sequence items) {
      for (Node item : items.items()) {
        if (item instanceof Node.Scalar s) {
          groups.add(s.text());
        }
      }
    }
    return new User(text(node, "username"), List.copyOf(groups));
  }

  private static @Nullable Node object(Node.Mapping request, String name) {
    return child(request, name) instanceof Node.Mapping m ? m : null;
  }

  static @Nullable Node child(@Nullable Node node, String name) {
    return node instanceof Node.Mapping m ? m.get(name) : null;
  }

  static String text(@Nullable Node node, String name) {
    return child(node, name) instanceof Node.Scalar s && s.type() != Node.Type.NULL ? s.text() : "";
  }
}

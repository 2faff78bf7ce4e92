package dev.bulkhead.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.admission.Review.Operation;
import dev.bulkhead.analysis.Analysis;
import dev.bulkhead.config.PlatformFile;
import dev.bulkhead.config.PlatformInference;
import dev.bulkhead.evaluate.Baseline;
import dev.bulkhead.evaluate.Evaluator;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Selection;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.SourceReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The door and the scan say the same of every object of every fixture: the same controls, in the
 * same words, at the same fields, with the same fingerprints.
 */
class SameVerdictTest {
  private static final Path FIXTURES = Path.of("..", "fixtures");

  /** A finding without its place in a text, which differs. */
  private record Said(
      String control,
      String severity,
      String entity,
      String path,
      String message,
      String observed,
      String expected,
      String fix,
      String fingerprint) {
    static Said of(Finding f) {
      return new Said(
          f.control(),
          f.severity().name(),
          f.entity(),
          f.path(),
          f.message(),
          f.observed(),
          f.expected(),
          f.fix(),
          f.fingerprint());
    }
  }

  @TestFactory
  Stream<DynamicTest> theDoorSaysOfAnObjectWhatTheScanSays() throws IOException {
    try (Stream<Path> fixtures = Files.list(FIXTURES)) {
      return fixtures.filter(Files::isDirectory).sorted().toList().stream().flatMap(this::objects);
    }
  }

  private Stream<DynamicTest> objects(Path fixture) {
    var normalizers = new Normalizers(Digest.withKey(new byte[32]));
    SourceReader.Result read =
        new SourceReader(fixture.toAbsolutePath().normalize(), Limits.STANDARD)
            .read(List.of(fixture.toAbsolutePath().normalize()));
    SnapshotBuilder builder = new SnapshotBuilder(normalizers).add(read);
    List<Document> documents = read.files().stream().flatMap(f -> f.documents().stream()).toList();
    Snapshot snapshot = builder.build(platform(documents, builder));
    Facts facts = Analysis.of(snapshot);
    List<Finding> scanned =
        new Evaluator(Cluster.controls())
            .evaluate(
                new Evaluator.Request(
                    snapshot,
                    facts,
                    List.of(),
                    Baseline.EMPTY,
                    Selection.ALL,
                    "test",
                    "",
                    Cluster.NOW))
            .findings();
    var context =
        PlatformContext.of(
            Cluster.controls(),
            snapshot,
            List.of(),
            PlatformContext.Coverage.recorded(Cluster.NOW));
    var objects = new ObjectReader(normalizers);
    var tests = new ArrayList<DynamicTest>();
    for (Document document : documents) {
      for (Node object : Manifests.objects(document.root())) {
        String name =
            fixture.getFileName()
                + ": "
                + ReviewReader.text(object, "kind")
                + " "
                + ReviewReader.text(ReviewReader.child(object, "metadata"), "name");
        tests.add(DynamicTest.dynamicTest(name, () -> compare(object, objects, context, scanned)));
      }
    }
    return tests.stream();
  }

  private static Platform platform(List<Document> documents, SnapshotBuilder builder) {
    return documents.stream()
        .filter(d -> d.file().uri().equals("bulkhead.yaml"))
        .map(d -> PlatformFile.read(d).platform())
        .findFirst()
        .orElseGet(() -> PlatformInference.infer(builder.entities()));
  }

  private static void compare(
      Node object, ObjectReader objects, PlatformContext context, List<Finding> scanned)
      throws ReviewException {
    Set<String> own = new HashSet<>();
    objects.read(object, "any").entities().forEach(e -> own.add(e.meta().id()));
    List<Said> expected =
        scanned.stream().filter(f -> own.contains(f.entity())).map(Said::of).toList();
    var door = new Door(Cluster.controls(), DoorRules.STANDARD, objects);

    Decision update = door.decide(overTheWire(object, Operation.UPDATE), context, Cluster.NOW);
    assertThat(said(update, own)).as("update").containsExactlyInAnyOrderElementsOf(expected);

    Snapshot without = new Change(List.of(), own).applyTo(context.snapshot());
    PlatformContext before = context.next(without, context.coverage());
    Decision create = door.decide(overTheWire(object, Operation.CREATE), before, Cluster.NOW);
    assertThat(said(create, own)).as("create").containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<Said> said(Decision decision, Set<String> own) {
    return Cluster.all(decision).stream()
        .filter(f -> own.contains(f.entity()))
        .map(Said::of)
        .toList();
  }

  /** The review as bytes and read again, as the server gets it. */
  private static Review overTheWire(Node object, Operation operation) throws ReviewException {
    Review review = Manifests.review(object, operation, Cluster.ALICE, "1");
    String json =
        """
        {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
          "uid": "1", "operation": "%s", "name": "%s", "namespace": "%s",
          "kind": {"group": "%s", "version": "%s", "kind": "%s"},
          "resource": {"group": "%s", "version": "%s", "resource": "%s"},
          "userInfo": {"username": "alice", "groups": ["developers"]},
          "object": %s}}
        """
            .formatted(
                operation,
                review.name(),
                review.namespace() == null ? "" : review.namespace(),
                review.kind().group(),
                review.kind().version(),
                review.kind().kind(),
                review.kind().group(),
                review.kind().version(),
                review.resource(),
                JsonText.of(object));
    return ReviewReader.read(json.getBytes(StandardCharsets.UTF_8));
  }
}

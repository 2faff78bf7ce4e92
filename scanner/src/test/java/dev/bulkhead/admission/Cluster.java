package dev.bulkhead.admission;

import dev.bulkhead.admission.Review.Operation;
import dev.bulkhead.config.PlatformFile;
import dev.bulkhead.config.PlatformInference;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Waiver;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.SourceReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster without servers: objects given as YAML, and the door in front of them. */
final class Cluster {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final Review.User ALICE = new Review.User("alice", List.of("developers"));
  static final Review.User RESCUER = new Review.User("bob", List.of("platform-break-glass"));

  private static final ControlLibrary LIBRARY = library();

  final Door door;
  final PlatformContext context;

  private Cluster(Door door, PlatformContext context) {
    this.door = door;
    this.context = context;
  }

  private static ControlLibrary library() {
    try {
      return ControlLibrary.load(List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ControlLibrary controls() {
    return LIBRARY;
  }

  /** What a test sets up. */
  record Setup(
      DoorRules rules,
      @Nullable String platform,
      List<Waiver> waivers,
      boolean live,
      Set<String> terminating) {
    static final Setup STANDARD = new Setup(DoorRules.STANDARD, null, List.of(), false, Set.of());

    Setup with(DoorRules other) {
      return new Setup(other, platform, waivers, live, terminating);
    }

    Setup platform(String yaml) {
      return new Setup(rules, yaml, waivers, live, terminating);
    }

    Setup waiving(Waiver waiver) {
      return new Setup(rules, platform, List.of(waiver), live, terminating);
    }

    Setup following(String... namespacesThatEnd) {
      return new Setup(rules, platform, waivers, true, Set.of(namespacesThatEnd));
    }

    Cluster of(String... objects) {
      var normalizers = new Normalizers(Digest.withRandomKey());
      var builder = new SnapshotBuilder(normalizers);
      for (int i = 0; i < objects.length; i++) {
        builder.add(read(objects[i], "object-" + i + ".yaml"));
      }
      Platform known =
          platform == null
              ? PlatformInference.infer(builder.entities())
              : PlatformFile.read(read(platform, "bulkhead.yaml").documents().getFirst())
                  .platform();
      return new Cluster(
          new Door(LIBRARY, rules, new ObjectReader(normalizers)),
          PlatformContext.of(
              LIBRARY,
              builder.build(known),
              waivers,
              new PlatformContext.Coverage(live, NOW, terminating)));
    }
  }

  static Cluster of(String... objects) {
    return Setup.STANDARD.of(objects);
  }

  static SourceReader.FileResult read(String yaml, String name) {
    return new SourceReader(Path.of(""), Limits.STANDARD)
        .read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), name);
  }

  static Node object(String yaml) {
    List<Document> documents = read(yaml, "object.yaml").documents();
    return documents.getFirst().root();
  }

  Decision create(String yaml) {
    return create(yaml, ALICE);
  }

  Decision create(String yaml, Review.User user) {
    return decide(Manifests.review(object(yaml), Operation.CREATE, user, "1"));
  }

  Decision update(String before, String after) {
    return update(before, after, ALICE);
  }

  Decision update(String before, String after, Review.User user) {
    Review review = Manifests.review(object(after), Operation.UPDATE, user, "1");
    return decide(
        new Review(
            review.uid(),
            review.operation(),
            review.kind(),
            review.resource(),
            "",
            review.name(),
            review.namespace(),
            user,
            false,
            review.object(),
            object(before)));
  }

  Decision delete(String yaml) {
    return decide(Manifests.review(object(yaml), Operation.DELETE, ALICE, "1"));
  }

  Decision decide(Review review) {
    return door.decide(review, context, NOW);
  }

  /** Ids of the controls of some findings, each once. */
  static List<String> ids(List<Finding> findings) {
    return findings.stream().map(Finding::control).distinct().sorted().toList();
  }

  /** Everything that a decision found, whatever became of it. */
  static List<Finding> all(Decision decision) {
    var out = new ArrayList<Finding>();
    Stream.of(decision.denied(), decision.warned(), decision.recorded()).forEach(out::addAll);
    return out;
  }
}

package dev.bulkhead.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.admission.Review.Operation;
import dev.bulkhead.config.PlatformFile;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.SourceReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A compliant platform can be built up in an empty cluster, whatever the order in which its objects
 * come: no object waits for one that would come after it.
 */
class BuildUpTest {
  private static final Path RETAIL =
      Path.of("..", "fixtures", "retail").toAbsolutePath().normalize();

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void everyObjectOfACompliantPlatformIsAdmitted(long order) {
    List<Document> documents =
        new SourceReader(RETAIL, Limits.STANDARD)
            .read(List.of(RETAIL)).files().stream().flatMap(f -> f.documents().stream()).toList();
    var objects = new ObjectReader(new Normalizers(Digest.withRandomKey()));
    var door = new Door(Cluster.controls(), DoorRules.STANDARD, objects);
    PlatformContext context =
        PlatformContext.of(
            Cluster.controls(),
            new Snapshot(
                Snapshot.VERSION, platform(documents), List.of(), List.of(), List.of(), Map.of()),
            List.of(),
            PlatformContext.Coverage.recorded(Cluster.NOW));
    for (Node object : inOrder(documents, order)) {
      Review review = Manifests.review(object, Operation.CREATE, Cluster.ALICE, "1");
      Decision decision = door.decide(review, context, Cluster.NOW);
      assertThat(decision.denied()).as(review.what()).isEmpty();
      context = door.stored(review, context);
    }
    assertThat(context.snapshot().entities()).hasSizeGreaterThan(15);
  }

  private static Platform platform(List<Document> documents) {
    return documents.stream()
        .filter(d -> d.file().uri().endsWith("bulkhead.yaml"))
        .map(d -> PlatformFile.read(d).platform())
        .findFirst()
        .orElseThrow();
  }

  /** Namespaces first, since the API server asks for that; the rest shuffled. */
  private static List<Node> inOrder(List<Document> documents, long seed) {
    var out = new ArrayList<Node>();
    documents.forEach(d -> out.addAll(Manifests.objects(d.root())));
    Collections.shuffle(out, new Random(seed));
    out.sort(
        Comparator.comparingInt(o -> ReviewReader.text(o, "kind").equals("Namespace") ? 0 : 1));
    return out;
  }
}

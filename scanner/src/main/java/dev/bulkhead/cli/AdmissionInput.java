package dev.bulkhead.cli;

import dev.bulkhead.admission.Review;
import dev.bulkhead.admission.ReviewException;
import dev.bulkhead.admission.ReviewReader;
import dev.bulkhead.config.PlatformInference;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.snapshot.SnapshotException;
import dev.bulkhead.snapshot.SnapshotReader;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code admit} is given: reviews and manifests, and what is in the cluster already. */
final class AdmissionInput {
  private AdmissionInput() {}

  /** The documents of some files; {@code -} is standard input. */
  static List<Document> documents(List<Path> files) {
    var reader = new SourceReader(Path.of("").toAbsolutePath(), Limits.STANDARD);
    var results = new ArrayList<SourceReader.FileResult>();
    for (Path file : files) {
      if (file.toString().equals("-")) {
        results.add(reader.read(System.in, "stdin.yaml"));
      } else if (Files.exists(file)) {
        results.addAll(reader.read(List.of(file)).files());
      } else {
        throw new InputException("no such file: " + file);
      }
    }
    for (SourceReader.FileResult result : results) {
      for (Gap gap : result.gaps()) {
        if (gap.incomplete()) {
          throw new InputException(
              gap.uri()
                  + (gap.span() == null
                      ? ""
                      : ":" + gap.span().startLine() + ":" + gap.span().startColumn())
                  + ": "
                  + gap.message());
        }
      }
    }
    return results.stream().flatMap(r -> r.documents().stream()).toList();
  }

  /** A document that is a review. */
  static Review review(Document document) {
    try {
      return ReviewReader.read(document.root());
    } catch (ReviewException e) {
      throw new InputException(document.file().uri() + ": " + e.getMessage());
    }
  }

  /**
   * What is in the cluster.
   *
   * @param path a snapshot or a directory of manifests; null for nothing
   */
  static Snapshot snapshot(@Nullable Path path, @Nullable Path config, List<Document> documents)
      throws IOException {
    if (path == null) {
      return nothing(documents);
    }
    if (Files.isDirectory(path)) {
      return Input.of(path, config).collect();
    }
    if (!Files.isRegularFile(path)) {
      throw new InputException("no such snapshot: " + path);
    }
    try {
      return SnapshotReader.read(path);
    } catch (SnapshotException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  /** An empty platform, whose tenants are those that the manifests themselves speak of. */
  private static Snapshot nothing(List<Document> documents) {
    var normalizers = new Normalizers(Digest.withRandomKey());
    var entities = new ArrayList<Entity>();
    documents.forEach(d -> entities.addAll(normalizers.normalize(d).entities()));
    return new SnapshotBuilder(normalizers).build(PlatformInference.infer(entities));
  }
}

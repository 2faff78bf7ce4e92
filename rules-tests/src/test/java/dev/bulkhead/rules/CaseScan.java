package dev.bulkhead.rules;

import dev.bulkhead.analysis.Analysis;
import dev.bulkhead.config.PlatformFile;
import dev.bulkhead.config.PlatformInference;
import dev.bulkhead.config.WaiverFile;
import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Baseline;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Evaluator;
import dev.bulkhead.evaluate.Selection;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Waiver;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Judges small platforms by single controls; the library is compiled once for all of them. */
final class CaseScan {
  /** The time at which all cases are judged, so that dates in them stay what they are. */
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);

  private final ControlLibrary library;

  CaseScan(ControlLibrary library) {
    this.library = library;
  }

  /**
   * What a case gave.
   *
   * @param outcomes of the control
   * @param fingerprints of its findings, as a digest
   * @param gaps what could not be read
   */
  record Result(List<Outcome> outcomes, String fingerprints, List<Gap> gaps) {}

  /** A case as far as no control has looked at it. */
  record Prepared(Snapshot snapshot, Facts facts, List<Waiver> waivers) {}

  Result scan(String control, Map<String, String> files, Path directory) throws IOException {
    return evaluate(control, prepare(files, directory));
  }

  Result evaluate(String control, Prepared prepared) {
    Assessment assessment = assess(new Selection(List.of(control), List.of()), prepared);
    ControlResult result = assessment.results().getFirst();
    result.unknowns().stream()
        .filter(u -> u.reason().startsWith("the control failed"))
        .forEach(u -> {
          throw new IllegalStateException(control + ": " + u.reason());
        });
    return new Result(
        Outcome.of(result, assessment),
        Fingerprints.digest(result),
        assessment.snapshot().gaps().stream().filter(Gap::incomplete).toList());
  }

  Assessment assess(Selection selection, Map<String, String> files, Path directory)
      throws IOException {
    return assess(selection, prepare(files, directory));
  }

  private Assessment assess(Selection selection, Prepared prepared) {
    return new Evaluator(library)
        .evaluate(
            new Evaluator.Request(
                prepared.snapshot(),
                prepared.facts(),
                prepared.waivers(),
                Baseline.EMPTY,
                selection,
                "test",
                ".",
                NOW));
  }

  static Prepared prepare(Map<String, String> files, Path directory) throws IOException {
    for (var file : files.entrySet()) {
      Path target = directory.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
    var reader = new SourceReader(directory, Limits.STANDARD);
    var builder = new SnapshotBuilder(new Normalizers(Digest.withRandomKey()));
    builder.add(reader.read(List.of(directory)));
    Snapshot snapshot =
        builder.build(platform(reader, directory.resolve("bulkhead.yaml"), builder));
    return new Prepared(
        snapshot, Analysis.of(snapshot), waivers(reader, directory.resolve("waivers.yaml")));
  }

  private static Platform platform(SourceReader reader, Path file, SnapshotBuilder builder) {
    if (!Files.exists(file)) {
      return PlatformInference.infer(builder.entities());
    }
    PlatformFile.Result result = PlatformFile.read(document(reader, file));
    refuse(result.problems());
    return result.platform();
  }

  private static List<Waiver> waivers(SourceReader reader, Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    WaiverFile.Result result = WaiverFile.read(document(reader, file), TODAY);
    refuse(result.problems());
    return result.waivers();
  }

  private static Document document(SourceReader reader, Path file) {
    return reader.read(List.of(file)).files().getFirst().documents().getFirst();
  }

  private static void refuse(List<Gap> problems) {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("the case itself is wrong: " + problems);
    }
  }
}

package dev.bulkhead.cli;

import dev.bulkhead.analysis.Analysis;
import dev.bulkhead.config.PlatformFile;
import dev.bulkhead.config.WaiverFile;
import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Baseline;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.evaluate.Evaluator;
import dev.bulkhead.evaluate.Selection;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Progress;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Waiver;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.RecordValues;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import dev.bulkhead.source.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One scan, from files to an assessment. */
record Scan(
    Input input,
    @Nullable Path waivers,
    @Nullable Path baseline,
    List<Path> policies,
    Selection selection,
    Set<String> explained,
    Instant at) {

  /** What a scan gives: the assessment, and what its file names are relative to. */
  record Outcome(Assessment assessment, Path root) {}

  /** Makes a snapshot and judges it. */
  Outcome run(Progress progress) throws IOException {
    return judge(reader -> input.collect(reader, progress), progress);
  }

  /** Judges a snapshot that was made before. */
  Outcome judge(Snapshot snapshot, Progress progress) throws IOException {
    return judge(reader -> snapshot, progress);
  }

  private Outcome judge(Function<SourceReader, Snapshot> source, Progress progress)
      throws IOException {
    CompletableFuture<ControlLibrary> library =
        CompletableFuture.supplyAsync(() -> OwnPolicies.library(policies));
    var reader = input.reader(progress);
    Snapshot snapshot = source.apply(reader);
    progress.begin("who can reach whom", 0);
    Facts facts = Analysis.of(snapshot);
    ControlLibrary controls = await(library);
    List<String> unknown = selection.unknownNames(controls.controls());
    if (!unknown.isEmpty()) {
      throw new InputException(
          "no control, plane, severity or framework is called "
              + String.join(", ", unknown)
              + "; bulkhead controls list shows them");
    }
    checkParameters(snapshot.platform(), controls, reader);
    Assessment assessment =
        new Evaluator(controls)
            .explaining(explained)
            .evaluate(
                new Evaluator.Request(
                    snapshot,
                    facts,
                    waivers(reader),
                    baseline == null ? Baseline.EMPTY : readBaseline(baseline),
                    selection,
                    Version.number(),
                    String.join(" ", input.paths().stream().map(Path::toString).toList()),
                    at),
                progress);
    return new Outcome(assessment, input.root());
  }

  private static ControlLibrary await(CompletableFuture<ControlLibrary> library) {
    try {
      return library.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof InputException input) {
        throw input;
      }
      throw e;
    }
  }

  /** The file is read again only where it sets a parameter. */
  private void checkParameters(Platform platform, ControlLibrary library, SourceReader reader) {
    Path file = input.platformFile();
    boolean sets =
        !platform.parameters().isEmpty()
            || platform.tiers().stream().anyMatch(t -> !t.parameters().isEmpty())
            || platform.tenants().stream().anyMatch(t -> !t.parameters().isEmpty());
    if (sets && file != null && platform.source() != null) {
      Map<String, Value> defaults = new HashMap<>();
      library
          .controls()
          .forEach(c ->
              c.parameters()
                  .forEach((n, p) -> defaults.put(n, RecordValues.toValue(p.defaultValue()))));
      Input.refuse(PlatformFile.checkParameters(Input.single(reader, file), defaults));
    }
  }

  private List<Waiver> waivers(SourceReader reader) {
    Path file = waivers;
    if (file == null) {
      Path platform = input.platformFile();
      Path beside = platform == null ? null : platform.resolveSibling("waivers.yaml");
      if (beside == null || !Files.isRegularFile(beside)) {
        return List.of();
      }
      file = beside;
    } else if (!Files.isRegularFile(file)) {
      throw new InputException("no such waiver file: " + file);
    }
    WaiverFile.Result result =
        WaiverFile.read(Input.single(reader, file), at.atZone(ZoneOffset.UTC).toLocalDate());
    Input.refuse(result.problems());
    return result.waivers();
  }

  private static Baseline readBaseline(Path file) throws IOException {
    try {
      Value report = JsonReader.read(Files.readAllBytes(file));
      Set<String> fingerprints = new HashSet<>();
      if (report instanceof ObjectValue o && o.get("findings") instanceof ArrayValue findings) {
        for (Value f : findings) {
          if (f instanceof ObjectValue finding
              && finding.get("fingerprint") instanceof StringValue s) {
            fingerprints.add(s.value());
          }
        }
        return new Baseline(fingerprints);
      }
      throw new InputException(
          file + " is no JSON report of bulkhead (scan -o json=FILE writes one)");
    } catch (java.nio.file.NoSuchFileException e) {
      throw new InputException("no such baseline: " + file);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new InputException(file + " is no JSON: " + e.getOriginalMessage());
    }
  }
}

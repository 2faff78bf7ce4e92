package dev.bulkhead.cli;

import dev.bulkhead.analysis.Analysis;
import dev.bulkhead.config.PlatformFile;
import dev.bulkhead.config.PlatformInference;
import dev.bulkhead.config.WaiverFile;
import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Baseline;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.evaluate.Evaluator;
import dev.bulkhead.evaluate.Selection;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Progress;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Span;
import dev.bulkhead.model.Waiver;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.RecordValues;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import dev.bulkhead.render.Inputs;
import dev.bulkhead.render.RenderOptions;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.GitCheckout;
import dev.bulkhead.source.Limits;
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
    List<Path> paths,
    @Nullable Path config,
    @Nullable Path waivers,
    @Nullable Path baseline,
    List<Path> policies,
    Selection selection,
    String stdinName,
    Limits limits,
    RenderOptions rendering,
    Set<String> explained,
    Instant at) {

  /** What a scan gives: the assessment, and what its file names are relative to. */
  record Outcome(Assessment assessment, Path root) {}

  /** Makes a snapshot and judges it. */
  Outcome run(Progress progress) throws IOException {
    return judge(reader -> collect(reader, progress), progress);
  }

  /** Judges a snapshot that was made before. */
  Outcome judge(Snapshot snapshot, Progress progress) throws IOException {
    return judge(reader -> snapshot, progress);
  }

  /** What is there, without a verdict. */
  Snapshot collect() {
    return collect(Progress.NONE);
  }

  /** What is there, without a verdict. */
  Snapshot collect(Progress progress) {
    return collect(new SourceReader(root(), limits, progress), progress);
  }

  private Snapshot collect(SourceReader reader, Progress progress) {
    Platform declared = declared(reader);
    SnapshotBuilder builder = read(reader, declared, progress);
    Platform platform = declared == null ? PlatformInference.infer(builder.entities()) : declared;
    return builder.build(platform, GitCheckout.at(root()));
  }

  private Outcome judge(Function<SourceReader, Snapshot> source, Progress progress)
      throws IOException {
    Path root = root();
    CompletableFuture<ControlLibrary> library =
        CompletableFuture.supplyAsync(() -> OwnPolicies.library(policies));
    var reader = new SourceReader(root, limits, progress);
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
                    String.join(" ", paths.stream().map(Path::toString).toList()),
                    at),
                progress);
    return new Outcome(assessment, root);
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

  private SnapshotBuilder read(
      SourceReader reader, @Nullable Platform declared, Progress progress) {
    var builder = new SnapshotBuilder(new Normalizers(Digest.withRandomKey()));
    List<Path> files = paths.stream().filter(p -> !p.toString().equals("-")).toList();
    if (!files.isEmpty()) {
      RenderOptions charts =
          rendering.forCluster(declared == null ? null : declared.kubernetesVersion());
      Inputs.Read<SnapshotBuilder.Understood> read =
          new Inputs(reader, root(), charts).read(files, builder::understood);
      progress.begin("what the files mean", 0);
      builder.add(read.files(), read.gaps());
    }
    if (files.size() < paths.size()) {
      builder.add(reader.read(System.in, stdinName));
    }
    return builder;
  }

  /**
   * The Git work tree around the first input; else the current directory where the input lies in
   * it; else the input itself.
   */
  private Path root() {
    Path first = paths.getFirst();
    Path start = first.toString().equals("-") ? Path.of("") : first;
    Path directory = start.toAbsolutePath().normalize();
    for (Path at = directory; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return at;
      }
    }
    Path current = Path.of("").toAbsolutePath().normalize();
    if (directory.startsWith(current)) {
      return current;
    }
    Path parent = directory.getParent();
    return Files.isDirectory(directory) || parent == null ? directory : parent;
  }

  private @Nullable Path platformFile() {
    if (config != null) {
      if (!Files.isRegularFile(config)) {
        throw new InputException("no such platform file: " + config);
      }
      return config;
    }
    for (Path directory : List.of(paths.getFirst(), Path.of("."))) {
      Path file = directory.resolve("bulkhead.yaml");
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }

  private @Nullable Platform declared(SourceReader reader) {
    Path file = platformFile();
    if (file == null) {
      return null;
    }
    Document document = single(reader, file);
    PlatformFile.Result result = PlatformFile.read(document);
    refuse(result.problems());
    return result.platform();
  }

  /** The file is read again only where it sets a parameter. */
  private void checkParameters(Platform platform, ControlLibrary library, SourceReader reader) {
    Path file = platformFile();
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
      refuse(PlatformFile.checkParameters(single(reader, file), defaults));
    }
  }

  private static Document single(SourceReader reader, Path file) {
    SourceReader.Result read = reader.read(List.of(file));
    List<Gap> gaps = read.files().stream().flatMap(f -> f.gaps().stream()).toList();
    refuse(gaps);
    return read.files().stream()
        .flatMap(f -> f.documents().stream())
        .findFirst()
        .orElseThrow(() -> new InputException(file + " is empty"));
  }

  /**
   * @throws InputException with all problems, where there are any
   */
  static void refuse(List<Gap> problems) {
    if (problems.isEmpty()) {
      return;
    }
    var out = new StringBuilder();
    for (Gap gap : problems) {
      Span span = gap.span();
      out.append(out.isEmpty() ? "" : "\n  ")
          .append(gap.uri())
          .append(span == null ? "" : ":" + span.startLine() + ":" + span.startColumn())
          .append(": ")
          .append(gap.message());
      if (gap.hint() != null) {
        out.append(" (").append(gap.hint()).append(')');
      }
    }
    throw new InputException(out.toString());
  }

  private List<Waiver> waivers(SourceReader reader) {
    Path file = waivers;
    if (file == null) {
      Path platform = platformFile();
      Path beside = platform == null ? null : platform.resolveSibling("waivers.yaml");
      if (beside == null || !Files.isRegularFile(beside)) {
        return List.of();
      }
      file = beside;
    } else if (!Files.isRegularFile(file)) {
      throw new InputException("no such waiver file: " + file);
    }
    WaiverFile.Result result =
        WaiverFile.read(single(reader, file), at.atZone(ZoneOffset.UTC).toLocalDate());
    refuse(result.problems());
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

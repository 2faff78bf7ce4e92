package dev.bulkhead.cli;

import dev.bulkhead.config.PlatformFile;
import dev.bulkhead.config.PlatformInference;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Progress;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Span;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.render.Inputs;
import dev.bulkhead.render.RenderOptions;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.GitCheckout;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read: files and directories, the platform file, and how charts are rendered.
 *
 * @param paths at least one; {@code -} is standard input
 * @param config null for the {@code bulkhead.yaml} of the first directory or of the current one
 * @param stdinName name for standard input, which tells its format
 */
record Input(
    List<Path> paths,
    @Nullable Path config,
    String stdinName,
    Limits limits,
    RenderOptions rendering) {

  /** A directory or a file as a command without options of its own reads it. */
  static Input of(Path path, @Nullable Path config) {
    return new Input(List.of(path), config, "", Limits.STANDARD, RenderOptions.DEFAULTS);
  }

  SourceReader reader(Progress progress) {
    return new SourceReader(root(), limits, progress);
  }

  /** What is there, without a verdict. */
  Snapshot collect() {
    return collect(reader(Progress.NONE), Progress.NONE);
  }

  /** The same, with a reader of this input that tells how far it is. */
  Snapshot collect(SourceReader reader, Progress progress) {
    Platform declared = declared(reader);
    SnapshotBuilder builder = read(reader, declared, progress);
    Platform platform = declared == null ? PlatformInference.infer(builder.entities()) : declared;
    return builder.build(platform, GitCheckout.at(root()));
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
  Path root() {
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

  /** The platform file that is meant; null where there is none. */
  @Nullable Path platformFile() {
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

  /** The document of a file that is to hold one. */
  static Document single(SourceReader reader, Path file) {
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
}

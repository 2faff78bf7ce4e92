package dev.bulkhead.render;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.InputFile;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.SourceReader;
import dev.bulkhead.source.SourceReader.FileResult;
import dev.bulkhead.source.Uris;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads files and directories, charts and overlays rendered. What is rendered stands for the files
 * that it is made of: a base that an overlay builds on is judged as the overlay makes it.
 */
public final class Inputs {
  private final SourceReader reader;
  private final Path root;
  private final RenderOptions options;

  /**
   * @param root what the names of files are relative to
   */
  public Inputs(SourceReader reader, Path root, RenderOptions options) {
    this.reader = reader;
    this.root = root;
    this.options = options;
  }

  /** What a function made of each file; the gaps are those of no file. */
  public record Read<T>(List<T> files, List<Gap> gaps) {}

  /** Reads them. What cannot be read or rendered is among the gaps. */
  public SourceReader.Result read(List<Path> inputs) {
    Read<FileResult> read = read(inputs, file -> file);
    return new SourceReader.Result(read.files(), read.gaps());
  }

  /**
   * Reads them, and keeps of each file what a function makes of it. Where nothing is to be rendered
   * that is done as soon as a file is read, so that not all files are in memory at a time.
   *
   * @param each called by several threads
   */
  public <T> Read<T> read(List<Path> inputs, Function<FileResult, T> each) {
    SourceReader.Found found = reader.find(inputs);
    Charts charts = Charts.among(found.files());
    Overlays overlays = Overlays.among(charts.others());
    if (!charts.roots().isEmpty() || !overlays.roots().isEmpty()) {
      SourceReader.Result whole = rendered(found, charts, overlays);
      return new Read<>(whole.files().parallelStream().map(each).toList(), whole.gaps());
    }
    List<Kept<T>> kept =
        reader.read(
            new SourceReader.Found(charts.others(), found.gaps()),
            file -> new Kept<>(file.input() != null, each.apply(file)));
    // the order in which rendered files would be merged
    List<T> files =
        Stream.of(true, false)
            .flatMap(known -> kept.stream().filter(k -> k.known == known).map(k -> k.made))
            .toList();
    return new Read<>(files, found.gaps());
  }

  /** {@code known} files were recognised and read. */
  private record Kept<T>(boolean known, T made) {}

  private SourceReader.Result rendered(SourceReader.Found found, Charts charts, Overlays overlays) {
    CompletableFuture<@Nullable FileResults> helm =
        charts.roots().isEmpty()
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.supplyAsync(
                () -> new HelmCharts(root, options).render(charts.roots()));
    CompletableFuture<@Nullable Built> kustomize =
        overlays.roots().isEmpty()
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.supplyAsync(() -> build(overlays));
    var merged =
        new Merged(root, reader.read(new SourceReader.Found(charts.others(), found.gaps())));
    Built built = kustomize.join();
    if (built != null) {
      built.overlays().consumed().forEach(merged::drop);
      built.overlays().contents().forEach(merged::dropObjects);
      merged.add(built.results());
    }
    FileResults rendered = helm.join();
    if (rendered != null) {
      merged.add(rendered);
    }
    return merged.result();
  }

  private record Built(KustomizeOverlays overlays, FileResults results) {}

  private Built build(Overlays overlays) {
    var kustomize =
        new KustomizeOverlays(root, overlays, KustomizeProgram.find(System.getenv("PATH")));
    return new Built(kustomize, kustomize.render());
  }

  /** Files as they are and what was rendered, by their names. */
  private static final class Merged {
    private final Path root;
    private final Map<String, FileResult> byUri = new LinkedHashMap<>();
    private final List<FileResult> unnamed = new ArrayList<>();
    private final List<Gap> gaps;

    Merged(Path root, SourceReader.Result plain) {
      this.root = root;
      this.gaps = new ArrayList<>(plain.gaps());
      for (FileResult file : plain.files()) {
        if (file.input() == null) {
          unnamed.add(file);
        } else {
          byUri.put(file.input().uri(), file);
        }
      }
    }

    void drop(Path file) {
      byUri.remove(Uris.of(root, file));
    }

    /** Leaves of a file what is no Kubernetes object, and says so. */
    void dropObjects(Path file) {
      String uri = Uris.of(root, file);
      FileResult whole = byUri.get(uri);
      if (whole == null) {
        return;
      }
      List<Document> rest = whole.documents().stream().filter(d -> !isObject(d.root())).toList();
      if (rest.size() < whole.documents().size()) {
        var said = new ArrayList<>(whole.gaps());
        said.add(
            new Gap(
                "kustomize-content",
                false,
                uri,
                null,
                "a kustomization puts the file into a ConfigMap or Secret; the objects that it"
                    + " describes are not applied by that, and were not evaluated",
                "list it under resources if it is to be applied"));
        byUri.put(uri, new FileResult(whole.input(), rest, said));
      }
    }

    private static boolean isObject(Node root) {
      return root instanceof Node.Mapping m && m.get("apiVersion") != null && m.get("kind") != null;
    }

    void add(FileResults rendered) {
      gaps.addAll(rendered.gaps());
      for (FileResult file : rendered.files()) {
        if (file.input() != null) {
          byUri.merge(file.input().uri(), file, Merged::join);
        }
      }
    }

    /** Documents of one file have one numbering. */
    private static FileResult join(FileResult plain, FileResult rendered) {
      var documents = new ArrayList<>(plain.documents());
      for (Document d : rendered.documents()) {
        documents.add(
            new Document(d.file(), documents.size(), d.format(), d.root(), d.collector(), d.via()));
      }
      InputFile input = plain.input();
      return new FileResult(
          input == null
              ? rendered.input()
              : new InputFile(
                  input.uri(), input.digest(), input.size(), input.format(), documents.size()),
          documents,
          plain.gaps());
    }

    SourceReader.Result result() {
      var files = new ArrayList<>(byUri.values());
      files.addAll(unnamed);
      return new SourceReader.Result(files, gaps);
    }
  }
}

package dev.bulkhead.cli;

import dev.bulkhead.admission.Decision;
import dev.bulkhead.admission.Door;
import dev.bulkhead.admission.Manifests;
import dev.bulkhead.admission.ObjectReader;
import dev.bulkhead.admission.PlatformContext;
import dev.bulkhead.admission.Review;
import dev.bulkhead.admission.Review.Operation;
import dev.bulkhead.admission.ReviewException;
import dev.bulkhead.admission.ReviewReader;
import dev.bulkhead.admission.ReviewResponse;
import dev.bulkhead.admission.Settings;
import dev.bulkhead.admission.SettingsException;
import dev.bulkhead.config.PlatformInference;
import dev.bulkhead.evaluate.Selection;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.snapshot.SnapshotException;
import dev.bulkhead.snapshot.SnapshotReader;
import dev.bulkhead.source.Document;
import dev.bulkhead.render.RenderOptions;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.SourceReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bulkhead admit}. */
@Command(
    name = "admit",
    mixinStandardHelpOptions = true,
    description =
        "Says what the admission webhook would say to AdmissionReviews or manifests, without a cluster.",
    footer = {"", "Exit codes: 0 all admitted, 1 some refused, 2 usage or input error."})
final class AdmitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-f", "--filename"},
      required = true,
      paramLabel = "FILE",
      description =
          "AdmissionReviews or manifests, in the order in which they come; - reads standard input. May be repeated.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--context",
      paramLabel = "PATH",
      description =
          "What is in the cluster already: a snapshot, or a directory of manifests. Default: nothing.")
  private @Nullable Path context;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Platform file. Default: the snapshot's own, or bulkhead.yaml in the context's directory or the current one.")
  private @Nullable Path config;

  @Mixin private DoorOptions door = new DoorOptions();

  @Option(
      names = "--as",
      paramLabel = "USER",
      defaultValue = "kubernetes-admin",
      description = "Who applies manifests. Default: ${DEFAULT-VALUE}.")
  private String user = "kubernetes-admin";

  @Option(
      names = "--as-group",
      split = ",",
      paramLabel = "GROUP",
      description = "The groups of who applies manifests.")
  private List<String> groups = new ArrayList<>();

  @Option(names = "--delete", description = "The manifests are deleted, not applied.")
  private boolean delete;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "The time of the requests, by which waivers and break-glass end, as 2026-01-31T18:00:00Z. Default: now.")
  private @Nullable Instant at;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text, or json: an AdmissionReview response a line. Default: json for reviews.")
  private @Nullable String output;

  @Override
  public Integer call() throws IOException {
    if (output != null && !output.equals("text") && !output.equals("json")) {
      throw new InputException("unknown format \"" + output + "\"; formats: text, json");
    }
    Instant now = at == null ? Instant.now() : at;
    Settings settings = settings(now);
    var judge =
        new Door(
            settings.library(),
            settings.rules(),
            new ObjectReader(new Normalizers(Digest.withRandomKey())));
    List<Document> documents = documents();
    PlatformContext known = known(settings, documents, now);
    boolean refused = false;
    for (Document document : documents) {
      for (Request request : requests(document, known)) {
        Decision decision = judge.decide(request.review(), known, now);
        print(request, decision);
        refused |= !decision.allowed();
        if (decision.allowed()) {
          known = judge.stored(request.review(), known);
        }
      }
    }
    spec.commandLine().getOut().flush();
    return refused ? Main.FINDINGS : Main.CLEAN;
  }

  /** A review, and whether it was one in the input. */
  private record Request(Review review, boolean recorded) {}

  private Settings settings(Instant now) {
    try {
      return door.files(platformFile()).read(now.atZone(ZoneOffset.UTC).toLocalDate());
    } catch (SettingsException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Path platformFile() {
    if (config != null) {
      return config;
    }
    Path directory = context != null && Files.isDirectory(context) ? context : Path.of(".");
    Path file = directory.resolve("bulkhead.yaml");
    return Files.isRegularFile(file) ? file : null;
  }

  private List<Document> documents() {
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

  private PlatformContext known(Settings settings, List<Document> documents, Instant now)
      throws IOException {
    Snapshot snapshot = snapshot(documents);
    Platform declared = settings.platform();
    Snapshot own = declared == null ? snapshot : snapshot.under(declared);
    return PlatformContext.of(
        settings.library(), own, settings.waivers(), PlatformContext.Coverage.recorded(now));
  }

  private Snapshot snapshot(List<Document> documents) throws IOException {
    Path path = context;
    if (path == null) {
      return nothing(documents);
    }
    if (Files.isDirectory(path)) {
      return new Scan(
              List.of(path),
              config,
              null,
              null,
              List.of(),
              Selection.ALL,
              "",
              Limits.STANDARD,
              RenderOptions.DEFAULTS,
              Set.of(),
              Instant.now())
          .collect();
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
    var entities = new ArrayList<dev.bulkhead.model.Entity>();
    documents.forEach(d -> entities.addAll(normalizers.normalize(d).entities()));
    return new SnapshotBuilder(normalizers).build(PlatformInference.infer(entities));
  }

  private List<Request> requests(Document document, PlatformContext known) {
    if (ReviewReader.isReview(document.root())) {
      try {
        return List.of(new Request(ReviewReader.read(document.root()), true));
      } catch (ReviewException e) {
        throw new InputException(document.file().uri() + ": " + e.getMessage());
      }
    }
    var out = new ArrayList<Request>();
    for (Node object : Manifests.objects(document.root())) {
      Operation operation =
          delete ? Operation.DELETE : known.has(object) ? Operation.UPDATE : Operation.CREATE;
      out.add(
          new Request(
              Manifests.review(
                  object,
                  operation,
                  new Review.User(user, groups),
                  document.file().uri() + "#" + out.size()),
              false));
    }
    return out;
  }

  private void print(Request request, Decision decision) {
    PrintWriter out = spec.commandLine().getOut();
    boolean json = output == null ? request.recorded() : output.equals("json");
    if (json) {
      out.println(
          new String(ReviewResponse.of(request.review().uid(), decision), StandardCharsets.UTF_8));
      return;
    }
    out.println((decision.allowed() ? "admitted  " : "refused   ") + request.review().what());
    if (!decision.allowed()) {
      ReviewResponse.refusal(decision).lines().forEach(l -> out.println("  " + l));
    }
    ReviewResponse.warnings(decision).forEach(w -> out.println("  Warning: " + w));
  }
}

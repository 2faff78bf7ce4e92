package dev.bulkhead.cli;

import dev.bulkhead.admission.Decision;
import dev.bulkhead.admission.Door;
import dev.bulkhead.admission.LoggedDecision;
import dev.bulkhead.admission.Manifests;
import dev.bulkhead.admission.ObjectReader;
import dev.bulkhead.admission.PlatformContext;
import dev.bulkhead.admission.Review;
import dev.bulkhead.admission.Review.Operation;
import dev.bulkhead.admission.ReviewReader;
import dev.bulkhead.admission.ReviewResponse;
import dev.bulkhead.admission.Settings;
import dev.bulkhead.admission.SettingsException;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Node;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    footer = {
      "",
      "Exit codes: 0 all admitted, or judged as in the log; 1 some refused, or judged otherwise; 2 usage or input error."
    })
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
      names = "--log",
      paramLabel = "FILE",
      description =
          "Decision log of the webhook: judge the reviews as they were judged then, and say whether the same line comes out.")
  private @Nullable Path log;

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
    if (log != null) {
      return again(log);
    }
    Instant now = at == null ? Instant.now() : at;
    Settings settings = settings(now);
    Door judge = judge(settings);
    List<Document> documents = AdmissionInput.documents(files);
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

  private static Door judge(Settings settings) {
    return new Door(
        settings.library(),
        settings.rules(),
        new ObjectReader(new Normalizers(Digest.withRandomKey())));
  }

  /** What reviews of a day are judged by. */
  private record Day(Settings settings, Door judge, PlatformContext known) {}

  private Day day(LocalDate date, List<Document> documents) {
    Instant noon = date.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    Settings settings = settings(noon);
    try {
      return new Day(settings, judge(settings), known(settings, documents, noon));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Judges recorded reviews as they were judged then. */
  private int again(Path decisions) throws IOException {
    List<Document> documents = AdmissionInput.documents(files);
    Replay past = Replay.of(decisions);
    PrintWriter out = spec.commandLine().getOut();
    var days = new HashMap<LocalDate, Day>();
    boolean other = false;
    for (Document document : documents) {
      Review review = AdmissionInput.review(document);
      LoggedDecision logged = past.of(review);
      Day by =
          days.computeIfAbsent(
              LocalDate.ofInstant(logged.time(), ZoneOffset.UTC), d -> day(d, documents));
      String line = logged.again(review, by.known(), by.settings(), by.judge(), Version.number());
      boolean same = line.equals(logged.line());
      out.println((same ? "the same   " : "different  ") + review.uid() + "  " + review.what());
      if (!same) {
        out.println("  logged  " + logged.line());
        out.println("  judged  " + line);
      }
      other |= !same;
    }
    out.flush();
    return other ? Main.FINDINGS : Main.CLEAN;
  }

  private PlatformContext known(Settings settings, List<Document> documents, Instant now)
      throws IOException {
    Snapshot snapshot = AdmissionInput.snapshot(context, config, documents);
    Platform declared = settings.platform();
    Snapshot own = declared == null ? snapshot : snapshot.under(declared);
    return PlatformContext.of(
            settings.library(), own, settings.waivers(), PlatformContext.Coverage.recorded(now))
        .at(now, Duration.ZERO);
  }

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

  private List<Request> requests(Document document, PlatformContext known) {
    if (ReviewReader.isReview(document.root())) {
      return List.of(new Request(AdmissionInput.review(document), true));
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

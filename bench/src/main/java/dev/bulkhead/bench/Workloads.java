package dev.bulkhead.bench;

import dev.bulkhead.analysis.Analysis;
import dev.bulkhead.cli.Main;
import dev.bulkhead.evaluate.Baseline;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.evaluate.Evaluator;
import dev.bulkhead.evaluate.Evaluator.Question;
import dev.bulkhead.evaluate.Selection;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.snapshot.SnapshotException;
import dev.bulkhead.snapshot.SnapshotReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the workloads: each a directory with {@code policy/}, data.json and questions.json. */
final class Workloads {
  static final List<String> NAMES =
      List.of("rbac", "admission", "membership", "text", "iteration", "controls");

  private final Path sources;
  private final Path out;
  private final SplittableRandom random = new SplittableRandom(20_261_121);

  /**
   * @param sources the project's root
   */
  Workloads(Path sources, Path out) {
    this.sources = sources;
    this.out = out;
  }

  void write() throws IOException, SnapshotException {
    rbac();
    admission();
    membership();
    text();
    iteration();
    controls();
  }

  private static String list(int count, IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(",", "[", "]"));
  }

  private static String object(int count, IntFunction<String> entry) {
    return IntStream.range(0, count).mapToObj(entry).collect(Collectors.joining(",", "{", "}"));
  }

  private void rbac() throws IOException {
    String users =
        object(
            1_000, i -> "\"user%d\": [\"role%d\", \"role%d\"]".formatted(i, i % 50, (i * 7) % 50));
    String grants =
        object(
            50,
            i ->
                "\"role%d\": %s"
                    .formatted(
                        i,
                        list(
                            20,
                            j ->
                                "{\"action\": \"%s\", \"type\": \"type%d\"}"
                                    .formatted(j % 2 == 0 ? "read" : "write", (i + j) % 40))));
    standard(
        "rbac",
        "{\"users\": %s, \"grants\": %s}".formatted(users, grants),
        i ->
            "{\"user\": \"user%d\", \"action\": \"%s\", \"type\": \"type%d\"}"
                .formatted(i * 31, i % 3 == 0 ? "read" : "write", i % 45));
  }

  private void admission() throws IOException {
    standard(
        "admission",
        "{\"registries\": [\"registry.example.com/\", \"mirror.example.com/\", \"quay.example.com/\"],"
            + " \"required_labels\": [\"app\", \"tenant\", \"owner\"]}",
        i ->
            ("{\"request\": {\"uid\": \"u%d\", \"object\": {\"metadata\": {\"name\": \"p%d\","
                    + " \"labels\": {\"app\": \"a\", \"tenant\": \"t\"}}, \"spec\": {\"containers\": %s,"
                    + " \"initContainers\": %s}}}}")
                .formatted(i, i, list(3, j -> container(i, j)), list(1, j -> container(i, j + 7))));
  }

  private static String container(int i, int j) {
    return ("{\"name\": \"c%d\", \"image\": \"%s/app:%s\", \"securityContext\": {\"runAsNonRoot\":"
            + " %s}, \"resources\": {\"limits\": {\"cpu\": \"1\"%s}}}")
        .formatted(
            j,
            (i + j) % 4 == 0 ? "docker.io" : "quay.example.com",
            (i + j) % 5 == 0 ? "latest" : "1.2",
            (i + j) % 3 != 0,
            (i + j) % 2 == 0 ? ", \"memory\": \"1Gi\"" : "");
  }

  private void membership() throws IOException {
    standard(
        "membership",
        "{\"blocked\": %s, \"directory\": %s}"
            .formatted(
                list(5_000, i -> "\"10.%d.%d.7\"".formatted(i / 250, i % 250)),
                object(2_000, i -> "\"u%d\": {\"active\": %s}".formatted(i, i % 3 == 0))),
        i ->
            "{\"addresses\": %s, \"users\": %s}"
                .formatted(
                    list(20, j -> "\"10.%d.%d.7\"".formatted((i + j) % 40, (i * j) % 256)),
                    list(20, j -> "\"u%d\"".formatted((i * 101 + j * 37) % 2_400))));
  }

  private void text() throws IOException {
    standard(
        "text",
        "{}",
        i ->
            "{\"lines\": %s}"
                .formatted(
                    list(
                        20,
                        j ->
                            "\"10.0.%d.%d %s /api/v%d/orders/%d/lines HTTP/1.1\""
                                .formatted(
                                    i,
                                    j,
                                    j % 2 == 0 ? "POST" : "GET",
                                    j % 3,
                                    random.nextInt(999)))));
  }

  private void iteration() throws IOException {
    standard(
        "iteration",
        "{\"rules\": %s}"
            .formatted(
                list(
                    20,
                    i ->
                        "{\"name\": \"r%d\", \"from\": %d, \"to\": %d, \"exempt\": \"e%d\"}"
                            .formatted(i, i * 500, i * 500 + 40, i % 5))),
        i ->
            "{\"pods\": %s}"
                .formatted(
                    list(
                        20,
                        j ->
                            ("{\"name\": \"p%d\", \"labels\": {\"e%d\": true}, \"containers\":"
                                    + " [{\"ports\": [%d, %d]}, {\"ports\": [%d]}]}")
                                .formatted(
                                    j,
                                    j % 7,
                                    random.nextInt(10_000),
                                    (i * 500) % 9_000,
                                    8_000 + j))));
  }

  /** A policy of bench/policies with 20 inputs. */
  private void standard(String name, String data, IntFunction<String> input) throws IOException {
    Path directory = out.resolve(name);
    copy(sources.resolve("bench/policies/" + name), directory.resolve("policy"));
    Files.writeString(directory.resolve("data.json"), data);
    Files.writeString(
        directory.resolve("questions.json"),
        list(
            20,
            i -> "{\"query\": \"data.bench.result\", \"input\": %s}".formatted(input.apply(i))));
  }

  /** The control library over the retail platform: every control asked of every entity. */
  private void controls() throws IOException, SnapshotException {
    Path directory = out.resolve("controls");
    copy(sources.resolve("policies/controls"), directory.resolve("policy/controls"));
    copy(sources.resolve("policies/lib"), directory.resolve("policy/lib"));
    Path file = out.resolve("snapshot.json");
    var messages = new java.io.StringWriter();
    var writer = new PrintWriter(messages);
    String[] command = {
      "snapshot", sources.resolve("fixtures/retail").toString(), "-o", file.toString()
    };
    if (Main.execute(command, writer, writer) != 0) {
      throw new IOException(messages.toString());
    }
    Snapshot snapshot = SnapshotReader.read(file);
    var request =
        new Evaluator.Request(
            snapshot,
            Analysis.of(snapshot),
            List.of(),
            Baseline.EMPTY,
            Selection.ALL,
            "bench",
            ".",
            Instant.EPOCH);
    List<Question> all = new Evaluator(ControlLibrary.load(List.of())).questions(request);
    ObjectValue data = all.getFirst().data();
    var questions = new ArrayList<String>();
    for (Question question : all) {
      if (question.data().equals(data)) {
        questions.add(
            "{\"query\": %s, \"input\": %s}"
                .formatted(StringValue.of(question.query()), question.input()));
      }
    }
    Files.writeString(directory.resolve("data.json"), data.toString());
    Files.writeString(
        directory.resolve("questions.json"), "[" + String.join(",\n", questions) + "]");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}

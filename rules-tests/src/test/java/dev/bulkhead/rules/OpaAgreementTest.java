package dev.bulkhead.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.bulkhead.analysis.Analysis;
import dev.bulkhead.evaluate.Baseline;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.evaluate.Evaluator;
import dev.bulkhead.evaluate.Evaluator.Question;
import dev.bulkhead.evaluate.Selection;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.bundle.Limits;
import dev.bulkhead.rego.bundle.Sources;
import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.tool.JsonOutput;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import dev.bulkhead.snapshot.SnapshotReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks the real {@code opa} what our engine was asked: every control about every entity of whole
 * platforms. The system property {@code opa} names the program, {@code bulkhead.corpus} a directory
 * of further platforms; without the first the tests are skipped.
 */
class OpaAgreementTest {
  private static final int MAX_QUESTIONS = 3_000;

  /** One answer for each question, in order. */
  private static final String QUERY =
      """
      [answer |
        some question in data.asked
        given := question.input
        parameters := question.parameters
        answer := data.bulkhead.controls[question.control].violation
          with input as given
          with data.parameters as parameters
      ]
      """;

  @TempDir private Path directory = Path.of("");

  @TestFactory
  Stream<DynamicTest> opaFindsWhatWeFind() throws IOException {
    String opa = System.getProperty("opa", "");
    assumeFalse(opa.isEmpty(), "no opa: set -Dopa=PROGRAM");
    var platforms = new ArrayList<Path>();
    platforms.add(Path.of("..", "fixtures", "retail"));
    String corpus = System.getProperty("bulkhead.corpus", "");
    if (!corpus.isEmpty()) {
      try (Stream<Path> sources = Files.list(Path.of(corpus))) {
        sources.filter(Files::isDirectory).sorted().forEach(platforms::add);
      }
    }
    return platforms.stream()
        .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> compare(opa, p)));
  }

  private void compare(String opa, Path platform) throws Exception {
    List<Question> questions = questions(platform);
    if (questions.isEmpty()) {
      return;
    }
    Path data = directory.resolve("data.json");
    ObjectValue documents = documents(questions);
    Files.writeString(data, JsonOutput.compact(documents));
    String theirs = ask(opa, data);
    String ours = JsonOutput.compact(answer(documents));
    assertThat(JsonReader.read(theirs)).isEqualTo(JsonReader.read(ours));
  }

  private List<Question> questions(Path platform) throws Exception {
    Path file = directory.resolve("snapshot.json");
    var out = new StringWriter();
    dev.bulkhead.cli.Main.execute(
        new String[] {"snapshot", platform.toString(), "-o", file.toString(), "--allow-incomplete"},
        new PrintWriter(out),
        new PrintWriter(out));
    Snapshot snapshot;
    try (InputStream in = Files.newInputStream(file)) {
      snapshot = SnapshotReader.read(in);
    }
    List<Question> all =
        new Evaluator(ControlLibrary.load(List.of()))
            .questions(
                new Evaluator.Request(
                    snapshot,
                    Analysis.of(snapshot),
                    List.of(),
                    Baseline.EMPTY,
                    Selection.ALL,
                    "",
                    "",
                    Instant.EPOCH));
    return all.subList(0, Math.min(all.size(), MAX_QUESTIONS));
  }

  /** The platform, which is the same for all questions, and what differs between them. */
  private static ObjectValue documents(List<Question> questions) {
    var asked = new ArrayList<Value>();
    for (Question q : questions) {
      String[] path = q.query().split("\\.", -1);
      asked.add(
          ObjectValue.of(
              Map.of(
                  StringValue.of("control"),
                  StringValue.of(path[path.length - 2]),
                  StringValue.of("input"),
                  q.input(),
                  StringValue.of("parameters"),
                  member(q.data(), "parameters"))));
    }
    return ObjectValue.of(
        Map.of(
            StringValue.of("platform"),
            member(questions.getFirst().data(), "platform"),
            StringValue.of("asked"),
            ArrayValue.of(asked)));
  }

  private static Value member(ObjectValue object, String name) {
    Value value = object.get(name);
    return value == null ? ObjectValue.EMPTY : value;
  }

  private static Value answer(ObjectValue documents) throws IOException {
    Sources policies =
        Sources.read(
            List.of(Path.of("../policies/controls"), Path.of("../policies/lib")), Limits.STANDARD);
    Value answer =
        Rego.compiler()
            .grant(Capability.CLOCK)
            .modules(policies)
            .compile()
            .prepare(QUERY)
            .value(Request.of(null, DataSet.of((ObjectValue) plain(documents))));
    return answer == null ? ObjectValue.EMPTY : answer;
  }

  /** As JSON leaves it, so that both engines are given the same. */
  private static Value plain(Value value) throws IOException {
    return JsonReader.read(JsonOutput.compact(value));
  }

  private static String ask(String opa, Path data) throws Exception {
    Process process =
        new ProcessBuilder(
                opa,
                "eval",
                "--format=raw",
                "-d",
                "../policies/controls",
                "-d",
                "../policies/lib",
                "-d",
                data.toString(),
                QUERY)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(answer).isZero();
    return answer;
  }
}

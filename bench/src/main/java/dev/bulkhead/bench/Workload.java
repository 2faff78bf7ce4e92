package dev.bulkhead.bench;

import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.PreparedQuery;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Policies, data and questions, read from a directory that OPA's side of the benchmark reads too.
 */
final class Workload {

  /** A query and its input. */
  record Question(PreparedQuery query, Value input) {}

  private final DataSet data;
  private final List<Question> questions;

  private Workload(DataSet data, List<Question> questions) {
    this.data = data;
    this.questions = questions;
  }

  static Workload read(Path directory) throws IOException {
    CompiledPolicy policy = compile(directory.resolve("policy"));
    var data = (ObjectValue) json(directory.resolve("data.json"));
    Map<String, PreparedQuery> queries = new HashMap<>();
    var questions = new ArrayList<Question>();
    for (Value item : (ArrayValue) json(directory.resolve("questions.json"))) {
      var question = (ObjectValue) item;
      String text = ((StringValue) Objects.requireNonNull(question.get("query"))).value();
      questions.add(
          new Question(
              queries.computeIfAbsent(text, policy::prepare),
              Objects.requireNonNull(question.get("input"))));
    }
    return new Workload(DataSet.of(data), questions);
  }

  static CompiledPolicy compile(Path directory) throws IOException {
    Rego.Compiler compiler = Rego.compiler();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".rego")).sorted().toList()) {
        compiler.module(file.toString(), Files.readString(file));
      }
    }
    return compiler.compile();
  }

  private static Value json(Path file) throws IOException {
    return JsonReader.read(Files.readString(file));
  }

  int size() {
    return questions.size();
  }

  /** Answers every question once; the last answer, so that nothing is optimized away. */
  @Nullable Value answerAll() {
    Value last = null;
    for (Question question : questions) {
      last = question.query().value(question.input(), data);
    }
    return last;
  }
}

package dev.bulkhead.bench;

import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.Query;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.bundle.Bundle;
import dev.bulkhead.rego.bundle.Limits;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import dev.bulkhead.rego.wasm.WasmPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Policies, data and questions, read from a directory that OPA's side of the benchmark reads too.
 */
final class Workload {

  /** A query and its input. */
  record Question(Query query, Value input) {}

  /** Where the compiled policies lie. */
  static final String BUNDLE = "policy.tar.gz";

  private final DataSet data;
  private final List<Question> questions;

  private Workload(DataSet data, List<Question> questions) {
    this.data = data;
    this.questions = questions;
  }

  static Workload read(Path directory) throws IOException {
    return read(directory, compile(directory.resolve("policy"))::prepare);
  }

  /** The same with the policies as {@code opa build -t wasm} compiled them. */
  static Workload compiled(Path directory) throws IOException {
    Bundle bundle = Bundle.read(directory.resolve(BUNDLE), Limits.STANDARD, null);
    WasmPolicy policy = WasmPolicy.of(bundle);
    return read(directory, query -> policy.prepare(entrypoint(query)));
  }

  /** The path that stands for a query such as {@code data.bench.result}. */
  private static String entrypoint(String query) {
    return query.substring("data.".length()).replace('.', '/');
  }

  /** The entry points of all questions. */
  static Set<String> entrypoints(Path directory) throws IOException {
    var out = new TreeSet<String>();
    for (Value item : (ArrayValue) json(directory.resolve("questions.json"))) {
      out.add(entrypoint(text((ObjectValue) item)));
    }
    return out;
  }

  private static String text(ObjectValue question) {
    return ((StringValue) Objects.requireNonNull(question.get("query"))).value();
  }

  private static Workload read(Path directory, Function<String, Query> prepare) throws IOException {
    var data = (ObjectValue) json(directory.resolve("data.json"));
    Map<String, Query> queries = new HashMap<>();
    var questions = new ArrayList<Question>();
    for (Value item : (ArrayValue) json(directory.resolve("questions.json"))) {
      var question = (ObjectValue) item;
      questions.add(
          new Question(
              queries.computeIfAbsent(text(question), prepare),
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

  /** Whether another engine, which answers in JSON, gives the same answers. */
  boolean agreesWith(Workload other) {
    for (int i = 0; i < questions.size(); i++) {
      if (!isJsonOf(answer(questions.get(i)), other.answer(other.questions.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Value answer(Question question) {
    return question.query().value(question.input(), data);
  }

  /** JSON has no sets; where they stand arrays do, in any order. */
  private static boolean isJsonOf(@Nullable Value value, @Nullable Value json) {
    return switch (value) {
      case SetValue s ->
          json instanceof ArrayValue a
              && a.size() == s.size()
              && s.members().stream().allMatch(item -> isAmong(item, a));
      case ArrayValue s ->
          json instanceof ArrayValue a
              && a.size() == s.size()
              && IntStream.range(0, a.size()).allMatch(i -> isJsonOf(s.get(i), a.get(i)));
      case ObjectValue s ->
          json instanceof ObjectValue o
              && o.size() == s.size()
              && s.entries().entrySet().stream()
                  .allMatch(e -> isJsonOf(e.getValue(), o.get(e.getKey())));
      case null, default -> Objects.equals(value, json);
    };
  }

  private static boolean isAmong(Value item, ArrayValue items) {
    for (Value other : items) {
      if (isJsonOf(item, other)) {
        return true;
      }
    }
    return false;
  }

  /** Answers every question once; the last answer, so that nothing is optimized away. */
  @Nullable Value answerAll() {
    Value last = null;
    for (Question question : questions) {
      last = answer(question);
    }
    return last;
  }
}

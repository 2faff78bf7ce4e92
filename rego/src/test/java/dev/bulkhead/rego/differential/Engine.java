package dev.bulkhead.rego.differential;

import dev.bulkhead.rego.PreparedQuery;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;

/** Runs programs with this engine. */
final class Engine implements Runner {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DataSet data;

  Engine(String data) {
    this.data = DataSet.of((ObjectValue) json(data));
  }

  static Value json(String text) {
    try {
      return JsonReader.read(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  @Override
  public Outcome run(Program program) {
    PreparedQuery query;
    try {
      query = Rego.compiler().module("t.rego", program.module()).compile().prepare("data.t");
    } catch (RegoException e) {
      return Outcome.Refused.of(e.errors().stream().map(RegoError::code).toList());
    }
    var answers = new ArrayList<Outcome.Answer>();
    for (String input : program.inputs()) {
      answers.add(answer(query, json(input)));
    }
    return new Outcome.Evaluated(answers);
  }

  private Outcome.Answer answer(PreparedQuery query, Value input) {
    Request request = Request.of(input, data).withBudget(Budget.time(PATIENCE));
    try {
      Value value = query.value(request);
      return Outcome.Document.of(value == null ? ObjectValue.EMPTY : value);
    } catch (RegoException e) {
      return new Outcome.Failure(e.code());
    }
  }
}

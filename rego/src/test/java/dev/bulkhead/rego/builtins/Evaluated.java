package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Terms of Rego, evaluated with errors of built-ins as errors. */
final class Evaluated {
  private Evaluated() {}

  /** The value of {@code term} as Rego prints it, {@code undefined}, or the error's text. */
  static String text(String term, String jsonInput) {
    try {
      Value value = evaluate(term, jsonInput, true);
      return value == null ? "undefined" : value.toString();
    } catch (RegoException e) {
      return e.errors().getFirst().code() + ": " + e.errors().getFirst().message();
    }
  }

  static String text(String term) {
    return text(term, "{}");
  }

  /** The value of {@code term}, where errors of built-ins make it undefined. */
  static Value value(String term, String jsonInput) {
    return Objects.requireNonNull(evaluate(term, jsonInput, false), term);
  }

  private static @Nullable Value evaluate(String term, String jsonInput, boolean strict) {
    Value input;
    try {
      input = JsonReader.read(jsonInput);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Request request = Request.of(input, DataSet.EMPTY);
    return Rego.compiler()
        .grant(Declaration.Capability.values())
        .module("t.rego", "package t\n\np := " + term)
        .compile()
        .prepare("data.t.p")
        .value(strict ? request.withStrictBuiltinErrors() : request);
  }
}

package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Terms of Rego, evaluated with errors of built-ins as errors. */
final class Evaluated {
  private Evaluated() {}

  /** The value of {@code term} as Rego prints it, {@code undefined}, or the error's text. */
  static String text(String term, String jsonInput) {
    try {
      Value input = JsonReader.read(jsonInput);
      Value value =
          Rego.compiler()
              .module("t.rego", "package t\n\np := " + term)
              .compile()
              .prepare("data.t.p")
              .value(Request.of(input, DataSet.EMPTY).withStrictBuiltinErrors());
      return value == null ? "undefined" : value.toString();
    } catch (RegoException e) {
      return e.errors().getFirst().code() + ": " + e.errors().getFirst().message();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String term) {
    return text(term, "{}");
  }
}

package dev.bulkhead.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.eval.QueryPlan.Solution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Calls of built-ins and what they give, a file for each family: an expression on one line, and on
 * the next its value, {@code undefined}, or the error under strict built-in errors. What stands
 * there is what OPA 1.22 gives.
 */
class BuiltinCasesTest {
  private static final List<String> FAMILIES =
      List.of(
          "documents",
          "encodings",
          "globs",
          "networks",
          "numbers",
          "queries-of-urls",
          "regexes",
          "sprintf",
          "strings-and-collections",
          "templates",
          "times",
          "units",
          "uuids",
          "versions",
          "yaml");

  @TestFactory
  Stream<DynamicNode> everyCallGivesWhatOpaGives() {
    return FAMILIES.stream()
        .map(family -> DynamicContainer.dynamicContainer(family, cases(family)));
  }

  private static Stream<DynamicTest> cases(String family) {
    List<String> lines = lines(family + ".txt");
    return IntStream.range(0, lines.size() / 2)
        .mapToObj(i -> {
          String call = lines.get(2 * i);
          String wanted = lines.get(2 * i + 1).strip();
          return DynamicTest.dynamicTest(
              call, () -> assertThat(result(call)).as(call).isEqualTo(wanted));
        });
  }

  private static List<String> lines(String name) {
    try (InputStream in =
        Objects.requireNonNull(BuiltinCasesTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String result(String call) {
    try {
      List<Solution> solutions =
          Rego.compiler()
              .compile()
              .prepare("x := " + call)
              .solutions(Request.of(null, DataSet.EMPTY).withStrictBuiltinErrors());
      return solutions.isEmpty()
          ? "undefined"
          : Objects.toString(solutions.getFirst().bindings().get("x"));
    } catch (RegoException e) {
      var error = e.errors().getFirst();
      return "error " + error.code() + ": " + error.message();
    }
  }
}

package dev.bulkhead.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Queries and schemas, with what OPA 1.22 makes of each; a line of JSON a case. */
class GraphqlTest {
  @TestFactory
  Stream<DynamicTest> documentsAreReadAndCheckedAsOpaDoes() throws IOException {
    return JsonLines.tests(
        "/dev/bulkhead/rego/graphql/documents.jsonl",
        c -> c.get("function") + " " + c.get("document"),
        GraphqlTest::run);
  }

  private static void run(ObjectValue c) {
    String function = ((StringValue) Objects.requireNonNull(c.get("function"))).value();
    String input = Objects.requireNonNull(c.get("document")).toString();
    String wanted =
        c.get("error") instanceof StringValue error
            ? "eval_builtin_error: " + error.value()
            : String.valueOf(c.get("result"));
    assertThat(Evaluated.text(function + "(input)", input)).isEqualTo(wanted);
  }

  @Test
  void deepNestingIsAnError() {
    assertThat(
            Evaluated.text(
                "graphql.parse_query(concat(\"\", [\"{a\" | some i in numbers.range(0, 9999)]))"))
        .startsWith("eval_builtin_error: graphql.parse_query: nested deeper than 200");
    assertThat(
            Evaluated.text(
                "graphql.parse_query(concat(\"\", array.concat([\"query($a:\"], [\"[\" | some i in numbers.range(0, 9999)])))"))
        .startsWith("eval_builtin_error: graphql.parse_query: nested deeper than 200");
  }
}

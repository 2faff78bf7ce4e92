package dev.bulkhead.rego.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results are shown as {@code opa eval} shows them. */
class QueryResultTest {
  private static QueryResult result(String query) {
    return new QueryResult(
        query, Rego.compiler().compile().prepare(query).results(Request.of(null, Authz.data())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '´',
      textBlock =
          """
          1 + 1                        ¦ 2
          "<a>"                        ¦ <a>
          {2, 1}                       ¦ [1,2]
          {"<b>": 1}                   ¦ {"\\u003cb\\u003e":1}
          {{1}: 2}                     ¦ {"[1]":2}
          [null, "x"]; 1.5             ¦ [null,"x"] 1.5
          some y in [1, 2]; z = y      ¦ true true,true true
          false                        ¦ false
          false; true                  ¦
          """)
  void rawOutputIsForScripts(String query, @org.jspecify.annotations.Nullable String lines) {
    assertThat(String.join(",", result(query).raw())).isEqualTo(lines == null ? "" : lines);
  }

  @Test
  void prettyOutputIsATableWhereThereAreVariablesOrSeveralValues() {
    assertThat(String.join("\n", result("1+1; x := {1, 2}").pretty()))
        .isEqualTo(
            """
            ┌─────┬───────┐
            │ 1+1 │   x   │
            ├─────┼───────┤
            │ 2   │ [1,2] │
            └─────┴───────┘\
            """);
    assertThat(String.join("\n", result("some y in [1, 2]; z = y").pretty()))
        .isEqualTo(
            """
            ┌───┬───┐
            │ y │ z │
            ├───┼───┤
            │ 1 │ 1 │
            │ 2 │ 2 │
            └───┴───┘\
            """);
    assertThat(result("1 == 2; true").pretty()).containsExactly("undefined");
    assertThat(result("{\"a\": []}").pretty()).containsExactly("{", "  \"a\": []", "}");
  }

  @Test
  void jsonHasTheFormOfOpa() {
    assertThat(
            JsonOutput.text(json -> {
              json.writeStartObject();
              result("x := 1; x > 0").write(json);
              json.writeEndObject();
            }))
        .isEqualTo(
            """
            {
              "result": [
                {
                  "expressions": [
                    {
                      "value": true,
                      "text": "x := 1",
                      "location": {
                        "row": 1,
                        "col": 1
                      }
                    },
                    {
                      "value": true,
                      "text": "x \\u003e 0",
                      "location": {
                        "row": 1,
                        "col": 9
                      }
                    }
                  ],
                  "bindings": {
                    "x": 1
                  }
                }
              ]
            }\
            """);
  }

  @Test
  void anUndefinedResultIsAnEmptyDocument() {
    assertThat(result("1 == 2; true").isDefined()).isFalse();
    assertThat(
            JsonOutput.text(json -> {
              json.writeStartObject();
              result("data.nope").write(json);
              json.writeEndObject();
            }))
        .isEqualTo("{}");
  }
}

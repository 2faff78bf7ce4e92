package dev.bulkhead.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.value.JsonReader;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Negation with and without {@code rego.v2}, and its {@code and} and {@code or}. */
class NegationTest {
  private static String evaluate(String head, String body) throws IOException {
    String source =
        "package t\n"
            + head
            + "\nf(x) := x\ng(x) := x if x == 5\nxs := {\"a\": true}\np if "
            + body;
    return String.valueOf(
        Rego.compiler()
            .module("t.rego", source)
            .compile()
            .prepare("data.t.p")
            .value(JsonReader.read("{\"a\": 1, \"xs\": [1, 2, 3], \"f\": false}"), DataSet.EMPTY));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          not input.x == 1                    ¦ true ¦ true
          not input.x                         ¦ true ¦ true
          not g(1)                            ¦ true ¦ true
          not f(input.x)                      ¦ null ¦ true
          not f(g(1))                         ¦ null ¦ true
          not startswith(input.x, "a")        ¦ null ¦ true
          not input.x in [1]                  ¦ null ¦ true
          not xs[input.x]                     ¦ null ¦ true
          not [input.x]                       ¦ null ¦ true
          not g(1) == 1                       ¦ null ¦ true
          not f(input.a)                      ¦ null ¦ null
          """)
  void undefinedPartsMakeTheWholeUndefinedUnlessTheKeywordIsImported(
      String body, String plain, String imported) throws IOException {
    assertThat(evaluate("", body)).isEqualTo(plain);
    assertThat(evaluate("import future.keywords.not", body)).isEqualTo(imported);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          not { input.xs[i] == 7 }                                   ¦ true
          not { input.xs[i] == 2 }                                   ¦ null
          { not { x := input.a; x > 1 } }                            ¦ true
          input.zz or input.a                                        ¦ true
          input.f or input.f                                         ¦ null
          input.a and input.f                                        ¦ null
          input.a and input.b or input.a                             ¦ true
          (input.zz or input.a) and input.f                          ¦ null
          not (input.zz or input.f)                                  ¦ true
          { { some x in input.xs; x > 2 } or input.b }               ¦ true
          { {i = 2} or input.zz }                                    ¦ true
          (input.a or input.b) with input.a as false                 ¦ null
          input.b or (input.c with input.c as 3)                     ¦ true
          { every x in input.xs { x > 0 or x < 0 } }                 ¦ true
          """)
  void conjunctionsAndDisjunctionsHoldOrFailAsAWhole(String body, String value) throws IOException {
    assertThat(evaluate("import rego.v2", body)).isEqualTo(value);
  }
}

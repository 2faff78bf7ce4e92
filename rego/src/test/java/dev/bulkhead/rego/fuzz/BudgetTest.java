package dev.bulkhead.rego.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.value.Value;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that ask for more time or memory than there is end with an error that says so. */
class BudgetTest {
  private static final Budget BUDGET =
      Budget.steps(Long.MAX_VALUE).withTime(Duration.ofSeconds(2)).withBytes(400_000_000);

  private static @Nullable Value evaluated(String module, Budget budget) {
    return Rego.compiler()
        .module("t.rego", "package t\n" + module)
        .compile()
        .prepare("data.t.p")
        .value(Request.of(null, DataSet.EMPTY).withBudget(budget).withStrictBuiltinErrors());
  }

  private static String outcome(String module) {
    return Bounded.run(
        module,
        () -> {
          try {
            return String.valueOf(evaluated(module, BUDGET));
          } catch (RegoException e) {
            return e.errors().getFirst().toString();
          }
        });
  }

  /** A chain of rules: {@code step} with {@code #} for the rule before. */
  private static String chain(int length, String first, String step) {
    return "r0 := "
        + first
        + "\n"
        + IntStream.rangeClosed(1, length)
            .mapToObj(i -> "r" + i + " := " + step.replace("#", "r" + (i - 1)))
            .collect(Collectors.joining("\n"))
        + "\np := r"
        + length
        + "\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p := {[a, b, c] | some a in xs; some b in xs; some c in xs}\nxs := numbers.range(1, 9999)",
        "p := [1 | some a in xs; some b in xs; some c in xs; a + b == c - 1000000]\nxs := numbers.range(1, 9999)",
        "p := count([1 | every a in xs { some b in xs; some c in xs; a * b * c < 0 }])\nxs := numbers.range(1, 9999)",
        "p := {k: v | some k in xs; some v in xs; k * v < 0}\nxs := numbers.range(1, 99999)",
        "p := numbers.range(1, 9000000000)",
        "p := numbers.range_step(1, 9000000000, 1)",
        "p := [x | x := array.concat(xs, xs)[_]; not x in ys]\nxs := numbers.range(1, 99999)\nys := numbers.range(100000, 199999)",
        "p if { some a in xs; some b in xs; f(a, b) }\nf(a, b) if { some c in xs; a + b + c == 0 }\nxs := numbers.range(1, 9999)",
        "p := [t | some i in numbers.range(1, 100000); t := sprintf(\"%099999d\", [i])]",
        "p := [t | some i in numbers.range(1, 1000); t := concat(\",\", [sprintf(\"%d\", [j]) | some j in numbers.range(1, 100000)])]",
        "p := [r | some i in numbers.range(1, 100000); r := regex.match(sprintf(\"(x+x+)+y%d\", [i]), long)]\nlong := concat(\"\", [\"x\" | some i in numbers.range(1, 9999)])",
      })
  void whatWouldTakeTooLongEndsByTheBudget(String module) {
    assertThat(outcome(module)).contains("eval_cancel_error").contains("budget");
  }

  @Test
  void textsThatDoubleEndByTheirLength() {
    for (String step :
        new String[] {
          "concat(\"\", [#, #])",
          "sprintf(\"%s%s\", [#, #])",
          "replace(#, \"x\", \"xx\")",
          "regex.replace(#, \"x\", \"xx\")",
          "strings.replace_n({\"x\": \"xx\"}, #)",
          "$\"{#}{#}\"",
          "json.marshal([#, #])",
          "yaml.marshal([#, #])",
          "base64.encode(concat(\"\", [#, #]))",
          "hex.encode(#)",
          "urlquery.encode(replace(#, \"x\", \"xx\"))",
        }) {
      assertThat(outcome(chain(60, "\"xxxxxxxxxxxxxxxx\"", step))).as(step).contains("eval_");
    }
  }

  @Test
  void collectionsThatDoubleEndByTheBudget() {
    for (String step :
        new String[] {
          "array.concat(#, #)",
          "[x | some x in array.concat(#, #)]",
          "{[x, y] | some x in #; some y in #}",
          "array.flatten([#, #])",
        }) {
      assertThat(outcome(chain(60, "[1, 2, 3]", step))).as(step).contains("eval_");
    }
  }

  @Test
  void numbersThatDoubleTheirDigitsEndByTheirLength() {
    for (String step :
        new String[] {
          "# * #",
          "# * (# + 1)",
          "bits.lsh(#, 100000)",
          "bits.lsh(1, # % 1000000000)",
          "product([#, #, #])",
          "sum([#, #]) * #",
          "to_number(sprintf(\"%d%d\", [#, #]))",
          "# * 1.5",
        }) {
      assertThatCode(() -> outcome(chain(200, "12345678901234567890", step)))
          .as(step)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void valuesNestedTooDeeplyAreAnError() {
    String opening = "[".repeat(150) + "#" + "]".repeat(150);
    for (String last :
        new String[] {
          "r200",
          "sprintf(\"%v\", [r200])",
          "{r200, [r200]}",
          "r200 == [r200]",
          "json.marshal(r200)",
          "count({x | walk(r200, [_, x])})"
        }) {
      String module = chain(200, "[1]", opening) + "q := " + last + "\n";
      assertThat(outcome(module.replace("\np := r200\n", "\n").replace("q := ", "p := ")))
          .as(last)
          .containsAnyOf("eval_", "rego_");
    }
  }

  @Test
  void valuesThatHoldTheSamePartsManyTimesOverAreAnErrorWhereTheyWouldBecomeText() {
    for (String last :
        new String[] {
          "r60",
          "sprintf(\"%v\", [r60])",
          "json.marshal(r60)",
          "yaml.marshal({\"a\": r60})",
          "$\"{r60}\"",
          "count([x | walk(r60, [_, x])])",
          "json.marshal_with_options(r60, {\"pretty\": true})",
          "io.jwt.encode_sign({\"alg\": \"HS256\", \"typ\": \"JWT\"}, {\"a\": r60}, {\"kty\": \"oct\", \"k\": \"YQ\"})",
          "strings.render_template(\"{{.a}}\", {\"a\": r60})",
          "array.flatten(r60)",
          "urlquery.encode_object({\"a\": json.marshal(r60)})",
        }) {
      String module = chain(60, "[1]", "[#, #]").replace("\np := r60\n", "\np := " + last + "\n");
      assertThat(outcome(module)).as(last).contains("eval_");
    }
  }

  /** Two values built alike, each with its own parts, and each part held twice at every level. */
  private static String twins(String step, String question) {
    return chain(60, "[1]", step).replace("\np := r60\n", "\n")
        + chain(60, "[1]", step).replaceAll("\\br", "s").replace("\np := s60\n", "\n")
        + "p := "
        + question
        + "\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [#, #]                    | r60 == s60                               | true
          [#, #]                    | [r60 < s60, r60 > [s60]]                 | [false, false]
          [#, #]                    | count({r60, s60, [r60, s60]})            | 2
          [#, #]                    | count(sort([[r60, 1], [s60, 0], r60]))   | 3
          [#, #]                    | [[r60, s60] in [[s60, r60]], r60 in {s60}] | [true, true]
          [#, #]                    | {[r60]: 1}[[s60]]                        | 1
          [#, #]                    | [r60, 1] == [s60, 2]                     | false
          [#, #]                    | max([[r60, 1], [s60, 2]])[1]             | 2
          [[#, 1], {2, #}]          | r60 == s60                               | true
          {#, [#]}                  | r60 == s60                               | true
          {#, [#]}                  | count({r60, s60})                        | 1
          {#, [#]}                  | count(r60 - s60)                         | 0
          {"a": #, "b": #}          | r60 == s60                               | true
          {"a": #, "b": #}          | object.subset(r60, s60)                  | eval_cancel_error
          {"a": #, "b": #}          | count(object.union(r60, s60))            | eval_cancel_error
          {"a": #, "b": #}          | count(json.patch(r60, [{"op": "test", "path": "", "value": s60}])) | 2
          {"a": #, "b": #}          | count(json.remove(r60, ["a/a/a"]))       | 2
          {#: 1, [#]: 2}            | r60 == s60                               | true
          """)
  void valuesThatHoldTheSamePartsManyTimesOverAreComparedAsFastAsTheyWereMade(
      String step, String question, String expected) {
    assertThat(outcome(twins(step, question))).contains(expected);
  }

  @Test
  void functionsThatCallEachOtherDeeplyAreAnError() {
    String module =
        "p := f299(1)\nf0(x) := x\n"
            + IntStream.range(1, 300)
                .mapToObj(i -> "f" + i + "(x) := [y | y := f" + (i - 1) + "([x])]")
                .collect(Collectors.joining("\n"));
    assertThat(outcome(module)).isNotEmpty();
  }
}

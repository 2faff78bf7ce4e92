package dev.bulkhead.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language, rule by rule: each case gives the value of {@code data.t.p}. */
class LanguageTest {
  private static final String INPUT =
      """
      {"n": 3, "xs": [1, 2, 3], "name": "web", "tags": {"a": "x", "b": "y"}, "nested": [{"id": 1, "ok": true}, {"id": 2, "ok": false}]}
      """;

  private static @Nullable Value evaluate(String rules) throws IOException {
    return Rego.compiler()
        .module("t.rego", "package t\n\nimport rego.v1\n\n" + rules)
        .compile()
        .prepare("data.t.p")
        .value(
            JsonReader.read(INPUT),
            DataSet.of((ObjectValue) JsonReader.read("{\"base\": {\"k\": [1, 2]}}")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '´',
      textBlock =
          """
          p := input.n + 1                                                       ¦ 4
          p := input.n / 2                                                       ¦ 1.5
          p := 7 % 4                                                             ¦ 3
          p if input.n > 2                                                       ¦ true
          p if input.n > 5                                                       ¦ undefined
          default p := false;;p if input.n > 5                                   ¦ false
          p := 1 if input.n > 5 else := 2 if input.n > 2 else := 3               ¦ 2
          p contains x if some x in input.xs                                     ¦ {1, 2, 3}
          p contains x if { some x in input.xs; x > 1 }                          ¦ {2, 3}
          p[k] := v if some k, v in input.tags                                   ¦ {"a": "x", "b": "y"}
          p := [x | some x in input.xs; x != 2]                                  ¦ [1, 3]
          p := {x: y | some y, x in input.tags}                                  ¦ {"x": "a", "y": "b"}
          p := {x | x := input.nested[_].id}                                     ¦ {1, 2}
          p if every x in input.xs { x < 4 }                                     ¦ true
          p if every x in input.xs { x < 3 }                                     ¦ undefined
          p if not input.missing                                                 ¦ true
          p := x if { some i; input.nested[i].ok; x := input.nested[i].id }      ¦ 1
          p := f(2);;f(x) := x * 10                                              ¦ 20
          p := f(2);;f(1) := "one";;f(2) := "two"                                ¦ "two"
          p := v if v := q with input as {"n": 9};;q := input.n                            ¦ 9
          p := v if v := q with input.n as 8;;q := input.n                                 ¦ 8
          p := v if v := q with data.base.k as 5;;q := data.base.k                         ¦ 5
          p := v if v := q with f as 7;;q := f(1);;f(x) := x                               ¦ 7
          p := data.base.k[1]                                                    ¦ 2
          p := [a, b] if { [a, b] := [1, 2] }                                    ¦ [1, 2]
          p := a if { {"id": a, "ok": true} = input.nested[_] }                  ¦ 1
          p if 2 in input.xs                                                     ¦ true
          p if "x" in input.tags                                                 ¦ true
          p := {1, 2} | {3}                                                      ¦ {1, 2, 3}
          p := {1, 2} & {2, 3}                                                   ¦ {2}
          p := {1, 2} - {2}                                                      ¦ {1}
          p := $"hello {input.name}, {input.missing}"                            ¦ "hello web, <undefined>"
          p := sprintf("%s has %d of %v", [input.name, input.n, input.xs])       ¦ "web has 3 of [1, 2, 3]"
          p := q.r.s;;q.r.s := 4                                                 ¦ 4
          p := q;;q.a := 1;;q.b := 2                                             ¦ {"a": 1, "b": 2}
          p := count([1 | walk(input.nested, [_, true])])                        ¦ 1
          p := 100000000000000000000 + 1                                         ¦ 100000000000000000001
          p := substring("abc", 1, 9223372036854775807)                         ¦ "bc"
          p := 0.1 + 0.2                                                         ¦ 0.3
          """)
  void rulesGiveWhatTheySay(String rules, String value) throws IOException {
    Value result = evaluate(rules.replace(";;", "\n"));

    assertThat(result == null ? "undefined" : result.toString()).isEqualTo(value);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '´',
      textBlock =
          """
          p if x > 1                                   ¦ rego_unsafe_var_error ¦ var x is unsafe
          p if not x                                   ¦ rego_unsafe_var_error ¦ var x is unsafe
          p contains y if input.n                      ¦ rego_unsafe_var_error ¦ var y is unsafe
          p := q;;q := p                               ¦ rego_recursion_error  ¦ is recursive
          p := nofunction(1)                           ¦ rego_type_error       ¦ undefined function nofunction
          p := http.send({})                           ¦ rego_type_error       ¦ built-in function http.send is not supported
          p { true }                                   ¦ rego_parse_error      ¦ `if` keyword is required before rule body
          p := 1 +                                     ¦ rego_parse_error      ¦ t.rego:5
          p := 1;;p contains 2                         ¦ rego_type_error       ¦ conflicting rules data.t.p found
          p if { x := 1; x := 2 }                      ¦ rego_compile_error    ¦ var x assigned above
          """)
  void mistakesAreNamed(String rules, String code, String message) {
    assertThatThrownBy(() -> evaluate(rules.replace(";;", "\n")))
        .isInstanceOfSatisfying(
            RegoException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).contains(message);
            });
  }

  @Test
  void twoValuesOfACompleteRuleAreAConflict() {
    assertThatThrownBy(() -> evaluate("p := x if some x in input.xs"))
        .hasMessageContaining(
            "eval_conflict_error: complete rules must not produce multiple outputs: rule data.t.p produced conflicting values");
  }

  @Test
  void anEvaluationThatAllocatesWithoutEndEndsByTheBudget() {
    PreparedQuery query =
        Rego.compiler()
            .module(
                "t.rego",
                "package t\n\np := [[a, b] | some a in numbers.range(1, 9999); some b in numbers.range(1, 9999)]\n")
            .compile()
            .prepare("data.t.p");
    assertThatThrownBy(() ->
            query.value(
                Request.of(null, DataSet.EMPTY)
                    .withBudget(Budget.standard().withBytes(50_000_000))))
        .isInstanceOf(RegoException.class)
        .hasMessage("eval_cancel_error: evaluation used its budget of 50000000 bytes");
  }

  @Test
  void anEndlessIterationEndsByTheBudget() throws IOException {
    var query =
        Rego.compiler()
            .module(
                "t.rego",
                "package t\nxs := [0,1,2,3,4,5,6,7,8,9]\np := count([1 | some a in xs; some b in xs; some c in xs; some d in xs; some e in xs; some f in xs; some g in xs])")
            .compile()
            .prepare("data.t.p");

    assertThatThrownBy(
            () -> query.value(Request.of(null, DataSet.EMPTY).withBudget(Budget.steps(100_000))))
        .hasMessageContaining("eval_cancel_error");
  }

  @Test
  void manyThreadsShareOnePolicy() throws IOException {
    var query =
        Rego.compiler()
            .module("t.rego", "package t\np := sum([y | some x in data.xs; y := x * input.n])")
            .compile()
            .prepare("data.t.p");
    DataSet data = DataSet.of((ObjectValue) JsonReader.read("{\"xs\": [1, 2, 3]}"));

    List<String> results =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(i -> {
              try {
                return String.valueOf(query.value(JsonReader.read("{\"n\": " + i + "}"), data));
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            })
            .toList();

    assertThat(results)
        .isEqualTo(IntStream.range(0, 2_000).mapToObj(i -> String.valueOf(6 * i)).toList());
  }

  @Test
  void anyTextIsAModuleOrAnErrorWithAPlace() {
    var random = new java.util.SplittableRandom(42);
    String alphabet =
        "package t\nimport rego.v1 p if contains {}[]()|&:=,.\"`$#%_x1 some every in not with as else default";
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder(random.nextBoolean() ? "package t\n" : "");
      int length = random.nextInt(60);
      for (int k = 0; k < length; k++) {
        int at = random.nextInt(alphabet.length());
        text.append(alphabet, at, Math.min(alphabet.length(), at + 1 + random.nextInt(6)));
      }
      try {
        Rego.compiler().module("f.rego", text.toString()).compile();
      } catch (RegoException e) {
        assertThat(e.errors()).as(text.toString()).allMatch(x -> x.location() != null);
      }
    }
  }

  @Test
  void deepNestingIsAnErrorAndNoOverflow() {
    for (String open :
        List.of("[", "{", "(", "f(", "not ", "[x | ", "1 + ", "1 == ", "{1} | ", "$\"{", "[1 + ")) {
      for (int times : new int[] {390, 1_000, 20_000}) {
        assertThatThrownBy(() -> evaluate("p := " + open.repeat(times)))
            .isInstanceOf(RegoException.class);
      }
    }
  }

  @Test
  void aShortNumberCannotFillTheMemory() {
    assertThatThrownBy(() -> JsonReader.read("1e2147483647")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> JsonReader.read("1e9999999999")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> evaluate("p := 1e2147483647")).isInstanceOf(RegoException.class);
  }

  @Test
  void longChainsOfOperatorsEvaluateOrAreRefused() throws IOException {
    assertThat(String.valueOf(evaluate("p := " + "1 + ".repeat(380) + "1"))).isEqualTo("381");
    assertThatThrownBy(() -> evaluate("p := " + "1 + ".repeat(5_000) + "1"))
        .isInstanceOf(RegoException.class);
  }
}

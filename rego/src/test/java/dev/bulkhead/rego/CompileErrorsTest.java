package dev.bulkhead.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What does not compile: each case names every error with its code, row, column and wording, as
 * {@code opa check} gives them for the same module. Rules begin in row 4.
 */
class CompileErrorsTest {
  private static final String HEAD = "package t\nf(x) := x\nrr := 1\n";

  private static String errors(Rego.Compiler compiler, String rules) {
    try {
      compiler.module("t.rego", HEAD + rules.replace(";;", "\n") + "\n").compile();
      return "";
    } catch (RegoException e) {
      List<String> lines = e.errors().stream().map(CompileErrorsTest::line).toList();
      return String.join(" / ", lines);
    }
  }

  private static String line(RegoError error) {
    var at = error.location();
    String place = at == null ? "" : at.row() + ":" + at.col() + " ";
    return place + error.code().replace("rego_", "").replace("_error", "") + " " + error.message();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '´',
      emptyValue = "",
      textBlock =
          """
          p if { input.a; some x }                     ¦ 4:17 compile declared var x unused
          p if { every k, v in [1] { true } }          ¦ 4:28 compile declared var k unused / 4:28 compile declared var v unused
          p if { x == 1; x := 2 }                      ¦ 4:16 compile var x referenced above
          p if { x := 1; some x; x = 2 }               ¦ 4:16 compile var x assigned above
          g(x) := 1 if { x := 2 }                      ¦ 4:16 compile arg x redeclared
          p if { input := 1 }                          ¦ 4:8 compile variables must not shadow input (use a different variable name)
          p if { input.x := 1 }                        ¦ 4:8 compile cannot assign to ref
          input := 1                                   ¦ 4:1 compile rules must not shadow input (use a different rule name)
          import data.foo;;import data.foo             ¦ 5:1 compile import must not shadow import data.foo
          p if { f(1, 2, 3) }                          ¦ 4:8 type function data.t.f has arity 1, got 3 arguments
          p if { count(1, 2, 3) }                      ¦ 4:8 type count: arity mismatch
          p := f(2, 3)                                 ¦ 4:6 type function data.t.f has arity 1, got 2 arguments
          p if rr(1)                                   ¦ 4:6 type undefined function data.t.rr
          p if { f := 1; f(2) }                        ¦ 4:16 type undefined function f
          p := z if { not x }                          ¦ 4:6 unsafe_var var z is unsafe
          p if count(f(y)) > 1                         ¦ 4:12 unsafe_var var y is unsafe
          p if { x := {y | y := z + 1}; w }            ¦ 4:23 unsafe_var var z is unsafe / 4:31 unsafe_var var w is unsafe
          p if not input.xs[_] == 7                    ¦ 4:6 unsafe_var var _ is unsafe
          p if { q };;q if { p }                       ¦ 4:1 recursion rule data.t.p is recursive: data.t.p -> data.t.q -> data.t.p / 5:1 recursion rule data.t.q is recursive: data.t.q -> data.t.p -> data.t.q
          p := 1;;p contains 2                         ¦ 4:1 type conflicting rules data.t.p found
          p.a := 1;;p.a.b := 2                         ¦ 4:1 type rule data.t.p.a conflicts with:
          p := count(1)                                ¦ 4:6 type count: invalid argument(s)
          p if { x := 1; x == "a" }                    ¦ 4:16 type match error
          p if 1 in ["a"]                              ¦ 4:6 type match error
          q := {"a": {"b": 1}};;p := q.a.c             ¦ 5:6 type undefined ref: data.t.q.a.c
          p := rr.x                                    ¦ 4:6 type undefined ref: data.t.rr.x
          p := f                                       ¦ 4:6 type function data.t.f used as reference, not called
          g(x) := x + 1;;p := g("a")                   ¦ 5:6 type data.t.g: invalid argument(s)
          p := upper(lower(1))                         ¦ 4:12 type lower: invalid argument(s)
          p if rr == "a" with data.t.rr as "a"         ¦ ´´
          p := (input.xs)[1]                           ¦ 4:7 parse illegal ref (head cannot be ref)
          p := 1.                                      ¦ 4:6 parse expected fraction
          default p := x                               ¦ 4:1 parse illegal default rule (value cannot contain var)
          """)
  void mistakesHaveOpasWordingAndPlace(String rules, String wanted) {
    String found = errors(Rego.compiler(), rules);

    assertThat(found.lines().findFirst().orElse("")).isEqualTo(wanted);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '´',
      textBlock =
          """
          p if { x := 1 }                              ¦ 4:8 compile assigned var x unused
          g(x) := 1                                    ¦ 4:1 compile unused argument x. (hint: use _ (wildcard variable) instead)
          g(x) := 1 if { true } else := x              ¦ ´´
          import data.foo;;foo := 1                    ¦ 4:1 compile import data.foo unused
          p if any([1])                                ¦ 4:6 type deprecated built-in function calls in expression: any
          p if { [x, y] := input; x }                  ¦ 4:8 compile assigned var y unused
          """)
  void strictModeRefusesWhatIsUnused(String rules, String wanted) {
    assertThat(errors(Rego.compiler().strict(), rules)).isEqualTo(wanted);
    assertThat(errors(Rego.compiler(), rules)).isEmpty();
  }
}

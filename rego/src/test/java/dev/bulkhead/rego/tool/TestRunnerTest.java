package dev.bulkhead.rego.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.syntax.Parser;
import dev.bulkhead.rego.tool.TestResult.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests run and are reported as {@code opa test} does. */
class TestRunnerTest {
  private static List<TestResult> run(boolean traced) {
    var options = new TestRunner.Options(null, Duration.ofSeconds(5), 2, traced, null);
    return new TestRunner(Authz.modules(), Authz.data(), options).run();
  }

  private static String pretty(boolean verbose) {
    return new TestReport(run(verbose))
        .pretty(verbose, Authz.modules()).stream()
            .map(l -> l.replaceAll("\\([0-9.]+[µm]?s\\)", "(time)"))
            .collect(Collectors.joining("\n"));
  }

  @Test
  void failuresAreNamedWithTheirPlaceCasesAndOutput() {
    assertThat(pretty(false))
        .isEqualTo(
            """
            authz_test.rego:7:
            data.authz_test.test_fail: FAIL (time)

              checking /c

            authz_test.rego:13:
            data.authz_test.todo_test_later: SKIPPED
            authz_test.rego:15:
            data.authz_test.test_conflict: ERROR (time)
              conflict.rego:3:1: eval_conflict_error: complete rules must not produce multiple outputs: rule data.conflict.p produced conflicting values
            authz_test.rego:17:
            data.authz_test.test_cases: FAIL (time)
              two: FAIL
            authz_test.rego:24:
            data.authz_test.test_twice#01: FAIL (time)
            authz_test.rego:26:
            data.authz_test.test_one: FAIL (time)
            --------------------------------------------------------------------------------
            PASS: 3/9
            FAIL: 4/9
            SKIPPED: 1/9
            ERROR: 1/9\
            """);
  }

  @Test
  void verboseResultsShowWhereATestFailed() {
    assertThat(pretty(true))
        .contains(
            """
            data.authz_test.test_fail: FAIL (time)

              authz_test.rego:7  Enter data.authz_test.test_fail
              authz.rego:5       | Enter data.authz.allow
              authz.rego:13      | | Enter data.authz.public
              authz.rego:15      | | | Fail p == input.path
              authz.rego:15      | | | Fail p == input.path
              authz.rego:8       | | Fail public
              authz.rego:11      | Enter data.authz.allow
              authz.rego:11      | | Fail input.user == "root"
              authz_test.rego:9  | Fail authz.allow with input as {"method": "GET", "path": "/c"}
            """)
        .contains("  one: PASS\n  two: FAIL\n");
  }

  @Test
  void jsonHasTheFormOfOpa() {
    var results =
        new TestRunner(
                Authz.modules(),
                Authz.data(),
                new TestRunner.Options(
                    Pattern.compile("_fail|cases|later"), Duration.ZERO, 1, false, null))
            .run();
    assertThat(
            JsonOutput.text(new TestReport(results)::write)
                .replaceAll("\"duration\": [1-9][0-9]*", "\"duration\": 1"))
        .isEqualTo(
            """
            [
              {
                "location": {
                  "file": "authz_test.rego",
                  "row": 7,
                  "col": 1
                },
                "package": "data.authz_test",
                "name": "test_fail",
                "fail": true,
                "duration": 1,
                "output": "Y2hlY2tpbmcgL2MK"
              },
              {
                "location": {
                  "file": "authz_test.rego",
                  "row": 13,
                  "col": 1
                },
                "package": "data.authz_test",
                "name": "todo_test_later",
                "skip": true,
                "duration": 0
              },
              {
                "location": {
                  "file": "authz_test.rego",
                  "row": 17,
                  "col": 1
                },
                "package": "data.authz_test",
                "name": "test_cases",
                "fail": true,
                "duration": 1,
                "sub_results": {
                  "one": {
                    "name": "one"
                  },
                  "two": {
                    "name": "two",
                    "fail": true
                  }
                }
              }
            ]\
            """);
  }

  @Test
  void junitCountsCasesAsTests() {
    assertThat(JunitTestReport.text(run(false)))
        .contains(
            "<testsuite name=\"data.authz_test\" tests=\"9\" failures=\"4\" errors=\"1\" skipped=\"1\"")
        .contains("name=\"test_cases/two\" file=\"authz_test.rego\" line=\"17\"")
        .contains("<system-out>checking /c\n</system-out>");
  }

  @Test
  void whatXmlCannotHoldIsReplaced() {
    var module =
        Parser.parseModule("t.rego", "package t\n\ntest_x if print(\"a\\u0000b<&\\ud800\")\n");
    var results =
        new TestRunner(List.of(module), DataSet.EMPTY, TestRunner.Options.standard()).run();
    assertThat(JunitTestReport.text(results)).contains("a\uFFFDb&lt;&amp;\uFFFD");
  }

  @Test
  void anEndlessTestEndsByItsTimeout() {
    var module =
        Parser.parseModule(
            "t.rego",
            "package t\n\ntest_endless if count([1 | some a in numbers.range(1, 5000); some b in numbers.range(1, 5000); some c in numbers.range(1, 5000)]) == 0\n");
    var options = new TestRunner.Options(null, Duration.ofMillis(50), 1, false, null);
    assertThat(new TestRunner(List.of(module), DataSet.EMPTY, options).run())
        .singleElement()
        .satisfies(r -> assertThat(r.outcome()).isEqualTo(Outcome.ERROR));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "999, 999ns",
    "231995, 231.995µs",
    "1500000, 1.5ms",
    "2000000000, 2s",
    "61500000000, 1m1.5s",
    "3661000000000, 1h1m1s"
  })
  void durationsAreWrittenAsOpaDoes(long nanos, String text) {
    assertThat(GoDuration.text(Duration.ofNanos(nanos))).isEqualTo(text);
  }
}

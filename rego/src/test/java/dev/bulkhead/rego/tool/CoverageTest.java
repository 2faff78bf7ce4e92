package dev.bulkhead.rego.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Parser;
import dev.bulkhead.rego.tool.CoverageReport.FileReport;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Coverage counts lines as OPA does. */
class CoverageTest {
  private static CoverageReport cover(List<Module> modules, String tests) {
    var coverage = new Coverage();
    new TestRunner(
            modules,
            Authz.data(),
            new TestRunner.Options(
                Pattern.compile(tests), Duration.ofSeconds(5), 2, false, coverage))
        .run();
    return coverage.report(modules);
  }

  private static FileReport file(CoverageReport report, String name) {
    return Objects.requireNonNull(report.files().get(name));
  }

  @Test
  void linesOfEvaluatedExpressionsAndOfHeadsThatGaveAValueAreCovered() {
    FileReport report = file(cover(Authz.modules(), "test_a$"), "authz.rego");
    assertThat(report.uncovered()).containsExactly("3", "11", "18-20", "23-26");
    assertThat(report.coveredLines()).isEqualTo(7);
    assertThat(report.notCoveredLines()).isEqualTo(9);
  }

  @Test
  void declarationsThatWereNotEvaluatedAreNotMissed() {
    FileReport report = file(cover(Authz.modules(), "no such test"), "authz_test.rego");
    assertThat(report.uncovered())
        .containsExactly("5", "7-10", "13", "15", "17", "19", "22", "24", "26");
  }

  @Test
  void comprehensionsAndElseBranchesAreCoveredForThemselves() {
    var module =
        Parser.parseModule(
            "t.rego",
            """
            package t

            xs := [y |
            	some x in [1, 2]
            	x > 5
            	y := x
            ]

            p := 1 if {
            	false
            } else := 2 if {
            	true
            } else := 3

            test_p if {
            	count(xs) == 0
            	p == 2
            }
            """);
    FileReport report = file(cover(List.of(module), "test_p"), "t.rego");
    assertThat(report.uncovered()).containsExactly("6", "9", "13");
  }

  @Test
  void jsonHasTheFormOfOpa() {
    var module = Parser.parseModule("t.rego", "package t\n\ntest_e if \"é\" == \"é\"\n");
    assertThat(JsonOutput.text(cover(List.of(module), "test_")::write))
        .isEqualTo(
            """
            {
              "files": {
                "t.rego": {
                  "covered": [
                    {
                      "start": {
                        "row": 3,
                        "col": 1
                      },
                      "end": {
                        "row": 3,
                        "col": 7
                      }
                    },
                    {
                      "start": {
                        "row": 3,
                        "col": 11
                      },
                      "end": {
                        "row": 3,
                        "col": 23
                      }
                    }
                  ],
                  "covered_lines": 1,
                  "coverage": 100
                }
              },
              "covered_lines": 1,
              "not_covered_lines": 0,
              "coverage": 100
            }\
            """);
  }
}

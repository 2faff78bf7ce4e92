package dev.bulkhead.rego.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Parser;
import dev.bulkhead.rego.tool.TraceText.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traces tell an evaluation step by step. */
class TraceTest {
  private static String trace(String source, String query, Mode mode) {
    List<Module> modules = List.of(Parser.parseModule("t.rego", source));
    var trace = new Trace();
    Rego.compiler()
        .instrumented()
        .module(modules.getFirst())
        .compile()
        .prepare(query)
        .results(Request.of(Authz.json("{\"n\": 3}"), Authz.data()).withProbe(trace));
    return String.join("\n", new TraceText(modules, query).lines(trace.events(), mode)) + "\n";
  }

  private static final String POLICY =
      """
      package t

      p if {
      	some x in [1, 2]
      	trace(sprintf("x is %d", [x]))
      	q(x)
      }

      q(y) if {
      	y > 1
      	print("y", y)
      }
      """;

  @Test
  void everyStepIsShown() {
    assertThat(trace(POLICY, "data.t.p", Mode.FULL))
        .isEqualTo(
            """
            query:1    Eval data.t.p
            t.rego:3   Enter data.t.p
            t.rego:4   | Eval some x in [1, 2]
            t.rego:5   | Eval trace(sprintf("x is %d", [x]))
            t.rego:5   | Note "x is 1"
            t.rego:6   | Eval q(x)
            t.rego:9   | Enter data.t.q
            t.rego:10  | | Eval y > 1
            t.rego:10  | | Fail y > 1
            t.rego:6   | Fail q(x)
            t.rego:4   | Redo some x in [1, 2]
            t.rego:5   | Eval trace(sprintf("x is %d", [x]))
            t.rego:5   | Note "x is 2"
            t.rego:6   | Eval q(x)
            t.rego:9   | Enter data.t.q
            t.rego:10  | | Eval y > 1
            t.rego:11  | | Eval print("y", y)
            t.rego:11  | | Note "y 2"
            t.rego:9   | Exit data.t.q
            t.rego:3   Exit data.t.p
            """);
  }

  @Test
  void failuresAndNotesAreShownWithTheRulesThatLedThere() {
    assertThat(trace(POLICY, "data.t.p", Mode.FAILS))
        .isEqualTo(
            """
            t.rego:3   Enter data.t.p
            t.rego:9   | Enter data.t.q
            t.rego:10  | | Fail y > 1
            t.rego:6   | Fail q(x)
            """);
    assertThat(trace(POLICY, "data.t.p", Mode.NOTES))
        .isEqualTo(
            """
            t.rego:3   Enter data.t.p
            t.rego:5   | Note "x is 1"
            t.rego:5   | Note "x is 2"
            t.rego:9   | Enter data.t.q
            t.rego:11  | | Note "y 2"
            """);
  }

  @Test
  void bodiesInsideExpressionsAreIndented() {
    assertThat(
            trace(
                "package t\n\np if count([x | some x in [1]; x > 1]) == 0\n",
                "data.t.p",
                Mode.FULL))
        .isEqualTo(
            """
            query:1   Eval data.t.p
            t.rego:3  Enter data.t.p
            t.rego:3  | Eval count([x | some x in [1]; x > 1]) == 0
            t.rego:3  | | Eval some x in [1]
            t.rego:3  | | Eval x > 1
            t.rego:3  | | Fail x > 1
            t.rego:3  Exit data.t.p
            """);
  }
}

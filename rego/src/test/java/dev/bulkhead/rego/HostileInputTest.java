package dev.bulkhead.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Text made to break the compiler, policies made to run for ever, and many threads at once. */
class HostileInputTest {
  private static final List<String> MODULES =
      List.of(
          "package t\nimport rego.v2\np if { some x in input.xs; x > 1 or not { x == 2 } }\n",
          "package t\np[x] contains y if { x := input.a[i]; y := $\"{i} {x}\" with input as {} }\n",
          "package t\ndefault f(_) := 1\nf([x, {\"a\": y}]) := x + y if x < y else := {x | y} if y\n",
          "# METADATA\n# title: a\n# custom: {b: [1, 2]}\npackage t\n# METADATA\n# scope: rule\np := {k: v | some k, v in data.q}\n",
          "package t\np := [1, -2.5e3, `raw`, {1, \"a\"}, {\"k\": null}] if every k, v in input { k != v }\n");

  @Test
  void mutatedModulesCompileOrFailWithAPlace() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 4_000; i++) {
      String text = mutated(random, MODULES.get(random.nextInt(MODULES.size())));
      try {
        Rego.compiler().strict().module("f.rego", text).compile();
      } catch (RegoException e) {
        assertThat(e.errors()).as(text).allMatch(x -> x.location() != null);
      }
    }
  }

  private static String mutated(SplittableRandom random, String module) {
    var text = new StringBuilder(module);
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + 1 + random.nextInt(12));
      String piece = text.substring(at, end);
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, piece);
        case 2 -> text.insert(random.nextInt(text.length()), piece);
        default -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
      }
      if (text.isEmpty()) {
        return "";
      }
    }
    return text.toString();
  }

  @Test
  void longChainsAreErrorsAndNoOverflow() {
    var rules = new StringBuilder("package t\n");
    for (int i = 0; i < 3_000; i++) {
      rules.append("r").append(i).append(" := r").append(i + 1).append('\n');
    }
    rules.append("r3000 := 1\n");
    String elses = "package t\np := 1 if input.a" + " else := 2 if input.b".repeat(40_000);
    String digits = "package t\np := " + "9".repeat(1_000_000);

    for (String source : List.of(rules.toString(), elses, digits)) {
      assertThatThrownBy(() -> Rego.compiler().module("t.rego", source).compile())
          .isInstanceOf(RegoException.class);
    }
  }

  @Test
  void typesThatGrowWithEachRuleAndClosureAreCheckedAllTheSame() {
    var doubled = new StringBuilder("package t\nr0 := [1]\n");
    var shared = new StringBuilder("package t\np if {\n  x0 := [1]\n");
    for (int i = 1; i < 100; i++) {
      doubled.append("r%d := [r%d, {\"a\": r%d}]\n".formatted(i, i - 1, i - 1));
      shared.append("  x%d := {[x%d], x%d}\n".formatted(i, i - 1, i - 1));
    }
    String closures =
        "package t\np := " + "[x | x := input.y; y := ".repeat(60) + "1" + "]".repeat(60);
    var objects = new ArrayList<String>();
    for (int i = 0; i < 3_000; i++) {
      objects.add("{\"k%d\": [%d, \"a\"]}".formatted(i, i));
    }
    String members =
        "package t\np if { some x in ["
            + String.join(", ", objects)
            + "]; x.k1[0] == 1; some y in x; y in [1] }\n";

    for (String source : List.of(doubled.toString(), shared + "}", closures, members)) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> Rego.compiler().module("t.rego", source).compile());
    }
  }

  @Test
  void deepMetadataIsAnErrorWithAPlace() {
    String source = "# METADATA\n# custom: " + "[".repeat(5_000) + "\npackage t\n";

    assertThatThrownBy(() -> Rego.compiler().module("t.rego", source).compile())
        .isInstanceOf(RegoException.class)
        .hasMessageContaining("t.rego:1:1")
        .hasMessageNotContaining("null");
  }

  @Test
  void anEndlessComprehensionEndsByTheBudget() {
    var query =
        Rego.compiler()
            .module(
                "t.rego",
                "package t\nxs := numbers.range(1, 1000)\np := {[a, b, c] | some a in xs; some b in xs; some c in xs}")
            .compile()
            .prepare("data.t.p");

    assertThatThrownBy(
            () -> query.value(Request.of(null, DataSet.EMPTY).withBudget(Budget.steps(50_000))))
        .hasMessageContaining("eval_cancel_error");
  }

  @Test
  void aRegularExpressionAsLongAsItsTextIsRefusedBeforeItRuns() {
    ObjectValue input =
        ObjectValue.of(
            Map.of(
                StringValue.of("pattern"),
                StringValue.of("(a|b)?".repeat(20_000)),
                StringValue.of("text"),
                StringValue.of("ab".repeat(50_000))));

    for (String call :
        List.of(
            "regex.match(input.pattern, input.text)",
            "regex.replace(input.text, input.pattern, \"\")",
            "regex.split(input.pattern, input.text)",
            "regex.find_n(input.pattern, input.text, 1)")) {
      var query =
          Rego.compiler().module("t.rego", "package t\np := " + call).compile().prepare("data.t.p");

      assertThatThrownBy(() -> query.value(Request.of(input, DataSet.EMPTY)))
          .as(call)
          .hasMessageContaining(
              "a regular expression of 120000 characters over a text of 100000 takes too long");
    }
  }

  @Test
  void manyThreadsThatPlanTheSameRulesFromBothEndsDoNotWaitForEachOther()
      throws InterruptedException, ExecutionException {
    for (int round = 0; round < 20; round++) {
      var source = new StringBuilder("package t\n");
      for (int i = 0; i < 40; i++) {
        source.append("r").append(i).append(" := r").append(i + 1).append(" + 1\n");
      }
      source.append("r40 := 0\n");
      CompiledPolicy policy =
          Rego.compiler().trusted().module("t.rego", source.toString()).compile();
      try (var threads = Executors.newFixedThreadPool(64)) {
        var tasks = new ArrayList<Callable<String>>();
        for (int i = 0; i <= 40; i++) {
          String query = "data.t.r" + i;
          tasks.add(() ->
              String.valueOf(policy.prepare(query).value(null, DataSet.of(ObjectValue.EMPTY))));
        }
        int expected = 40;
        for (Future<String> result : threads.invokeAll(tasks)) {
          assertThat(result.get()).isEqualTo(String.valueOf(expected--));
        }
      }
    }
  }
}

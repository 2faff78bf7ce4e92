package dev.bulkhead.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.value.Value;
import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clock, chance and runtime: off unless granted, and the same for the same clock and seed. */
class CapabilitiesTest {

  private static @Nullable Value evaluate(String query) {
    Request request =
        new Request(
            null,
            DataSet.EMPTY,
            Budget.standard(),
            () -> Instant.parse("2024-02-29T12:30:00Z"),
            new SplittableRandom(1),
            null,
            true);
    return Rego.compiler()
        .module("t.rego", "package t\n\np := " + query)
        .grant(Capability.values())
        .compile()
        .prepare("data.t.p")
        .value(request);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          time.now_ns()         ¦ clock
          rand.intn("x", 10)    ¦ random
          uuid.rfc4122("x")     ¦ random
          opa.runtime()         ¦ runtime
          """)
  void withoutTheCapabilityACallDoesNotCompile(String call, String capability) {
    assertThatThrownBy(
            () -> Rego.compiler().module("t.rego", "package t\n\np := " + call).compile())
        .isInstanceOf(RegoException.class)
        .hasMessageContaining("it needs the capability " + capability + ", which is not granted");
  }

  @Test
  void theClockStandsStillWithinAnEvaluation() {
    assertThat(evaluate("time.format(time.now_ns())")).hasToString("\"2024-02-29T12:30:00Z\"");
    assertThat(evaluate("count({time.now_ns() | some i in numbers.range(1, 100)})"))
        .hasToString("1");
  }

  @Test
  void theSameSeedGivesTheSameNumbers() {
    String numbers = "[rand.intn(\"a\", 1000000), rand.intn(\"b\", 1000000)]";
    assertThat(evaluate(numbers)).isEqualTo(evaluate(numbers));
    assertThat(evaluate("count({rand.intn(\"a\", 1000) | some i in numbers.range(1, 100)})"))
        .hasToString("1");
  }

  @Test
  void anIdentifierIsOfVersionFour() {
    assertThat(evaluate("uuid.parse(uuid.rfc4122(\"x\"))"))
        .hasToString("{\"variant\": \"RFC4122\", \"version\": 4}");
  }

  @Test
  void theRuntimeTellsNothingOfTheMachine() {
    assertThat(evaluate("opa.runtime()")).hasToString("{}");
  }
}

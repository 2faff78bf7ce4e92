package dev.bulkhead.rego.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.syntax.Parser;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever is taken for a policy is one, or an error says where it is none. */
class LanguageFuzzTest {
  private static final long BYTES = 300_000_000;

  @Provide
  static Arbitrary<String> texts() {
    List<String> seeds = Seeds.modules();
    return Arbitraries.randomValue(random -> HostileText.module(Choices.of(random), seeds));
  }

  @Provide
  static Arbitrary<String> queries() {
    List<String> seeds = Seeds.terms();
    return Arbitraries.randomValue(random -> HostileText.mutated(Choices.of(random), seeds));
  }

  @Property
  void aModuleParsesOrTheErrorHasAPlaceInIt(@ForAll("texts") String text) {
    Bounded.run(text, () -> parsed(text));
  }

  private static boolean parsed(String text) {
    try {
      Parser.parseModule("fuzz.rego", text);
      return true;
    } catch (RegoException e) {
      assertThat(e.errors()).allSatisfy(error -> assertPlace(error, text));
      return false;
    }
  }

  private static void assertPlace(RegoError error, String text) {
    var place = error.location();
    assertThat(place).as(error.toString()).isNotNull();
    if (place != null) {
      assertThat(place.row()).isBetween(1, (int) text.lines().count() + 1);
      assertThat(place.col()).isBetween(1, 3 * text.length() + 1); // UTF-8 bytes
      assertThat(error.toString()).startsWith("fuzz.rego:" + place.row() + ":");
    }
  }

  @Property
  void aModuleCompilesAndEvaluatesOrFailsWithAnError(
      @ForAll("texts") String text, @ForAll boolean strict) {
    Bounded.run(text, () -> outcome(text, strict));
  }

  private static @Nullable Value outcome(String text, boolean strict) throws IOException {
    CompiledPolicy policy;
    try {
      Rego.Compiler compiler =
          Rego.compiler().grant(Capability.CLOCK, Capability.RANDOM).module("fuzz.rego", text);
      policy = (strict ? compiler.strict() : compiler).compile();
    } catch (RegoException e) {
      assertThat(e.errors()).allSatisfy(error -> assertPlace(error, text));
      return null;
    }
    return evaluated(policy, "data");
  }

  private static @Nullable Value evaluated(CompiledPolicy policy, String query) throws IOException {
    Value input = JsonReader.read(Seeds.INPUT);
    var budget = Budget.steps(100_000).withTime(Duration.ofSeconds(2)).withBytes(BYTES);
    var request = Request.of(input, DataSet.EMPTY).withBudget(budget);
    try {
      return policy
          .prepare(query)
          .value(
              new Random(query.length()).nextBoolean()
                  ? request
                  : request.withStrictBuiltinErrors());
    } catch (RegoException e) {
      assertThat(e.code()).startsWith(query.equals("data") ? "eval_" : "");
      return null;
    }
  }

  @Property
  void aQueryHasAValueOrAnError(@ForAll("queries") String text) {
    CompiledPolicy nothing = Rego.compiler().module("t.rego", "package t").compile();
    Bounded.run(text, () -> evaluated(nothing, text));
  }
}

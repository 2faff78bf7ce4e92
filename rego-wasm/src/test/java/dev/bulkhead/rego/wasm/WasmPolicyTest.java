package dev.bulkhead.rego.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.bundle.Bundle;
import dev.bulkhead.rego.bundle.Limits;
import dev.bulkhead.rego.bundle.Manifest;
import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A bundle that {@code opa build -t wasm -e authz/allow -e authz/deny -e authz/endless -e
 * authz/digest} made of {@code authz.rego} beside it.
 */
class WasmPolicyTest {
  private static final Bundle BUNDLE = bundle();
  private static final WasmPolicy POLICY = WasmPolicy.of(BUNDLE);
  private static final DataSet DATA = DataSet.of(BUNDLE.data());

  private static InputStream resource(String name) {
    return Objects.requireNonNull(WasmPolicyTest.class.getResourceAsStream(name));
  }

  private static Bundle bundle() {
    try {
      return Bundle.read("authz.tar.gz", resource("authz.tar.gz"), Limits.STANDARD, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Value json(String text) {
    try {
      return JsonReader.read(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Value ask(String entrypoint, String input) {
    return POLICY.prepare(entrypoint).value(json(input), DATA);
  }

  @Test
  void entryPointsAreTheOnesThatWereBuilt() {
    assertThat(POLICY.entrypoints())
        .containsExactly("authz/allow", "authz/deny", "authz/digest", "authz/endless");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user\": \"ann\"}",
        "{\"user\": \"bob\", \"method\": \"GET\", \"path\": \"/public/x\"}",
        "{\"user\": \"böb \\u2028 😀\", \"method\": \"PUT\", \"path\": [1.50, {\"a\": null}]}",
        "{}"
      })
  void theCompiledPolicySaysWhatTheSourceSays(String input) throws IOException {
    String source = new String(resource("authz.rego").readAllBytes(), StandardCharsets.UTF_8);
    var policy = Rego.compiler().module("authz.rego", source).compile();
    for (String rule : List.of("allow", "deny", "digest")) {
      Value expected = policy.prepare("data.authz." + rule).value(json(input), DATA);
      assertThat(ask("authz/" + rule, input))
          .as(rule)
          .isEqualTo(expected instanceof SetValue s ? ArrayValue.of(s.sorted()) : expected);
    }
  }

  @Test
  void otherDataCanTakeTheBundlesPlace() {
    var query = POLICY.prepare("authz/allow");
    var others = DataSet.of((ObjectValue) json("{\"admins\": [\"eve\"]}"));
    Value eve = json("{\"user\": \"eve\"}");
    assertThat(query.value(eve, DATA)).hasToString("false");
    assertThat(query.value(eve, others)).hasToString("true");
    assertThat(query.value(eve, DATA)).hasToString("false");
  }

  @Test
  void anEvaluationEndsWithItsTime() {
    var query = POLICY.prepare("authz/endless");
    var request = Request.of(json("{}"), DATA).withBudget(Budget.time(Duration.ofMillis(100)));
    assertThatThrownBy(() -> query.value(request))
        .isInstanceOf(RegoException.class)
        .hasMessageContaining("eval_cancel_error");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void manyThreadsMayAskAtOnce() throws Exception {
    var query = POLICY.prepare("authz/deny");
    try (var threads = Executors.newFixedThreadPool(4)) {
      var answers =
          threads.invokeAll(
              java.util.stream.IntStream.range(0, 64)
                  .mapToObj(i ->
                      (java.util.concurrent.Callable<String>)
                          () ->
                              String.valueOf(
                                  query.value(
                                      json(
                                          "{\"user\": \"u"
                                              + i
                                              + "\", \"method\": \"PUT\", \"path\": \"/\"}"),
                                      DATA)))
                  .toList());
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo("[\"u" + i + " may not PUT /\"]");
      }
    }
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> POLICY.prepare("authz/nope"))
        .hasMessageContaining("no entry point is called authz/nope; there are [authz/allow, ");
    assertThatThrownBy(
            () -> WasmPolicy.of(new Bundle(Manifest.NONE, List.of(), ObjectValue.EMPTY, Map.of())))
        .hasMessageContaining("the bundle has no compiled policy");
    assertThatThrownBy(() ->
            WasmPolicy.of(new Bundle(BUNDLE.manifest(), List.of(), ObjectValue.EMPTY, Map.of())))
        .hasMessageContaining("the bundle has no file policy.wasm");
    assertThatThrownBy(() ->
            WasmPolicy.of(
                    new Bundle(
                        BUNDLE.manifest(),
                        List.of(),
                        ObjectValue.EMPTY,
                        Map.of("policy.wasm", new byte[] {1, 2, 3})))
                .prepare("authz/allow")
                .value(json("{}"), DATA))
        .isInstanceOf(RegoException.class)
        .hasMessageContaining("wasm_error");
  }
}

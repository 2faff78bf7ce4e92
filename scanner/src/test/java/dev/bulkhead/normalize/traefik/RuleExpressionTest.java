package dev.bulkhead.normalize.traefik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.normalize.traefik.RuleExpression.Malformed;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Host(`a.example`);                                     Host[a.example]
          Host(`a`) && PathPrefix(`/x`);                         Host[a] PathPrefix[/x]
          Host(`a`) || Host(`b`) && Path(`/y`);                  Host[a] / Host[b] Path[/y]
          (Host(`a`) || Host(`b`)) && Path(`/y`);                Host[a] Path[/y] / Host[b] Path[/y]
          Host(`a`) && !PathPrefix(`/admin`);                    Host[a] !PathPrefix[/admin]
          !(Host(`a`) && Path(`/x`));                            !Host[a] / !Path[/x]
          Host(`a`, `b`);                                        Host[a, b]
          """)
  void rulesBecomeAlternatives(String rule, String alternatives) throws Malformed {
    String text =
        RuleExpression.parse(rule).stream()
            .map(RuleExpressionTest::text)
            .collect(Collectors.joining(" / "));

    assertThat(text).isEqualTo(alternatives);
  }

  private static String text(List<RuleExpression.Matcher> matchers) {
    return matchers.stream()
        .map(m -> (m.negated() ? "!" : "") + m.name() + m.arguments())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Host",
        "Host(",
        "Host(`a`",
        "Host(`a`) &&",
        "Host(a)",
        "(Host(`a`)",
        "Host(`a`) x"
      })
  void whatIsNoRuleIsRefused(String rule) {
    assertThatThrownBy(() -> RuleExpression.parse(rule)).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 100_000})
  void deepRulesAreRefused(int depth) {
    assertThatThrownBy(() -> RuleExpression.parse("(".repeat(depth))).isInstanceOf(Malformed.class);
  }
}

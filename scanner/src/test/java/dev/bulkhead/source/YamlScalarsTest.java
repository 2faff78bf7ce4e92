package dev.bulkhead.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.model.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are those of sigs.k8s.io/yaml 1.6.0. */
class YamlScalarsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "y | BOOLEAN | true",
        "N | BOOLEAN | false",
        "On | BOOLEAN | true",
        "oN | STRING | oN",
        "~ | NULL | ~",
        "0644 | INTEGER | 420",
        "0o644 | INTEGER | 420",
        "0x1F | INTEGER | 31",
        "-0b101 | INTEGER | -5",
        "1_000 | INTEGER | 1000",
        "+7 | INTEGER | 7",
        "18446744073709551615 | INTEGER | 18446744073709551615",
        "18446744073709551616 | DECIMAL | 18446744073709551616",
        "089 | DECIMAL | 089",
        "1_0.5 | DECIMAL | 10.5",
        "1e3 | DECIMAL | 1e3",
        "1e | STRING | 1e",
        ".5 | DECIMAL | .5",
        ". | STRING | .",
        "- | STRING | -",
        ".inf | STRING | .inf",
        "0x | STRING | 0x",
        "0xfg | STRING | 0xfg",
        "1.2.3 | STRING | 1.2.3",
        "2001-01-01 | STRING | 2001-01-01",
        "12:30 | STRING | 12:30"
      })
  void readsAsKubernetesDoes(String text, Node.Type type, String value) {
    var span = new Span(1, 1, 1, 1);

    assertThat(YamlScalars.plain(span, text)).isEqualTo(new Node.Scalar(span, value, type));
  }
}

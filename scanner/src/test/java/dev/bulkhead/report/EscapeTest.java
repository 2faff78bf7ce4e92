package dev.bulkhead.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapeTest {

  @Test
  void controlAndReorderingCharactersShowAsTheirCodes() {
    assertThat(Escape.visible("a\u001b[31mb\nc\td\u202Ee\u200Bf\u0085g\uD800"))
        .isEqualTo("a\\u001b[31mb\\nc\\td\\u202ee\\u200bf\\u0085g\\ud800");
  }

  @Test
  void ordinaryTextOfAnyScriptStays() {
    assertThat(Escape.visible("Müller · 東京 · عربي · 😀")).isEqualTo("Müller · 東京 · عربي · 😀");
  }

  @Test
  void markupLosesItsMeaning() {
    assertThat(Escape.markup("<script a='1'>&\"\u0000\uFFFF"))
        .isEqualTo("&lt;script a=&#39;1&#39;&gt;&amp;&quot;\\u0000\\uffff");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "**x** → \\*\\*x\\*\\*",
        "[a](b) → \\[a\\](b)",
        "@team → @<!-- -->team",
        "https://evil.example → https\\://evil.example",
        "www.evil.example → www\\.evil.example",
        "<b> → \\<b\\>",
      })
  void markdownLosesItsMeaning(String text, String escaped) {
    assertThat(Escape.markdown(text)).isEqualTo(escaped);
  }

  @Test
  void aCodeSpanCannotBeLeft() {
    assertThat(Escape.markdownCode("a``b`c")).isEqualTo("``` a``b`c ```");
    assertThat(Escape.markdownProse("Set `x_y` to *on*")).isEqualTo("Set `x_y` to \\*on\\*");
    assertThat(Escape.markdownProse("odd ` one")).isEqualTo("odd \\` one");
  }

  @Test
  void pathsBecomeUriReferences() {
    assertThat(Escape.uri("a b/c#d?é%[x].yaml")).isEqualTo("a%20b/c%23d%3F%C3%A9%25%5Bx%5D.yaml");
  }

  @Test
  void bracketsOfSarifMessagesMakeNoLinks() {
    assertThat(Escape.sarif("ports[0](1) \\")).isEqualTo("ports\\[0\\](1) \\\\");
  }
}

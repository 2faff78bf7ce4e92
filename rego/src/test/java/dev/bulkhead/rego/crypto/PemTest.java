package dev.bulkhead.rego.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemTest {
  private static List<String> blocks(String text) {
    var out = new ArrayList<String>();
    for (Pem block = Pem.next(text, 0); block != null; block = Pem.next(text, block.end())) {
      out.add(block.type() + "=" + new String(block.der(), StandardCharsets.UTF_8));
    }
    return out;
  }

  @Test
  void blocksAreFoundAmongOtherText() {
    assertThat(
            blocks(
                """
                a comment
                -----BEGIN A B-----
                aGVs
                bG8=
                -----END A B-----
                between
                -----BEGIN X-----
                Proc-Type: 4,ENCRYPTED

                aGk=
                -----END X-----
                """))
        .containsExactly("A B=hello", "X=hi");
  }

  @Test
  void blocksThatDoNotEndOrHoldNoBase64ArePassedOver() {
    assertThat(
            blocks(
                """
                -----BEGIN A-----
                -----BEGIN B-----
                aGk=
                -----END B-----
                -----BEGIN C-----
                ???
                -----END C-----
                -----BEGIN D-----
                aGk=
                -----END E-----
                -----BEGIN F-----
                aGk=
                """))
        .containsExactly("B=hi");
  }

  @Test
  void manyOpeningLinesTakeLinearTime() {
    String text = "-----BEGIN A-----\n".repeat(200_000) + "-----END B-----\n";
    Assertions.assertTimeout(Duration.ofSeconds(5), () -> assertThat(blocks(text)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "aGk=, hi",
    "aGVsbG8=, hello",
    "aG k=, illegal base64 data at input byte 2",
    "aGk, illegal base64 data at input byte 3",
    "aGk==, illegal base64 data at input byte 4",
    "-Gk=, illegal base64 data at input byte 0",
    "a===, illegal base64 data at input byte 1",
    "aGk=aGk=, illegal base64 data at input byte 4"
  })
  void base64IsReadAsGoReadsIt(String text, String wanted) {
    String got;
    try {
      got = new String(Base64Text.decode(text), StandardCharsets.UTF_8);
    } catch (CryptoException e) {
      got = e.getMessage();
    }
    assertThat(got).isEqualTo(wanted);
  }

  @Test
  void base64OfUrlsNeedsNoPadding() throws CryptoException {
    assertThat(Base64Text.decodeUrl("-_8")).isEqualTo(Base64Text.decodeUrl("-_8="));
    assertThatThrownBy(() -> Base64Text.decodeUrl("+/8"))
        .hasMessage("illegal base64 data at input byte 0");
  }
}

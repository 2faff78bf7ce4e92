package dev.bulkhead.rego.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Certificates, and chains of them. The JSON files are what {@code opa eval} of OPA 1.22 prints for
 * the PEM files beside them.
 */
class CertificateTest {
  private static String resource(String name) {
    try (var in = Objects.requireNonNull(CertificateTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Value fields(List<Certificate> certificates) {
    return ArrayValue.of(
        new ArrayList<Value>(certificates.stream().map(Certificate::fields).toList()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"authority", "ec", "ed25519", "chain"})
  void aCertificateShowsWhatOpaShows(String name) throws Exception {
    assertThat(fields(Certificate.list(resource(name + ".pem"))))
        .isEqualTo(JsonReader.read(resource(name + ".json")));
  }

  @Test
  void aSigningRequestShowsWhatOpaShows() throws Exception {
    assertThat(CertificateRequest.parse(resource("request.pem")))
        .isEqualTo(JsonReader.read(resource("request.json")));
  }

  @Test
  void certificatesMayComeAsPemOrDerInBase64() throws Exception {
    List<Certificate> plain = Certificate.list(resource("chain.pem"));
    String pem =
        Base64.getEncoder().encodeToString(resource("chain.pem").getBytes(StandardCharsets.UTF_8));
    String der = Base64.getEncoder().encodeToString(plain.getLast().der());
    assertThat(fields(Certificate.list(pem))).isEqualTo(fields(plain));
    assertThat(fields(Certificate.list(der))).isEqualTo(fields(plain.subList(2, 3)));
  }

  @ParameterizedTest(name = "at {0} for {1}, uses {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2027-01-01T00:00:00Z |                          | 1  | leaf, Test intermediate, Test root
          2027-01-01T00:00:00Z | shop.example.com         | 1  | leaf, Test intermediate, Test root
          2027-01-01T00:00:00Z | SHOP.example.com         | 2  | leaf, Test intermediate, Test root
          2027-01-01T00:00:00Z | a.apps.example.com       | 1  | leaf, Test intermediate, Test root
          2027-01-01T00:00:00Z | 192.0.2.7                | 1  | leaf, Test intermediate, Test root
          2027-01-01T00:00:00Z | b.a.apps.example.com     | 1  | x509: certificate is not valid for b.a.apps.example.com
          2027-01-01T00:00:00Z | leaf                     | 1  | x509: certificate is not valid for leaf
          2027-01-01T00:00:00Z | 192.0.2.8                | 1  | x509: certificate is not valid for 192.0.2.8
          2027-01-01T00:00:00Z |                          | 3  | x509: certificate specifies an incompatible key usage
          2027-01-01T00:00:00Z |                          | 0  | leaf, Test intermediate, Test root
          2020-01-01T00:00:00Z |                          | 1  | x509: certificate signed by unknown authority
          2070-01-01T00:00:00Z |                          | 1  | x509: certificate signed by unknown authority
          """)
  void aChainHoldsForATimeAHostAndAUse(Instant time, String host, int use, String wanted)
      throws Exception {
    List<Certificate> all = Certificate.list(resource("chain.pem"));
    var chain = new Chain(all, time, host == null ? "" : host, Set.of(use));
    String got;
    try {
      got = String.join(", ", chain.verified().stream().map(c -> commonName(c)).toList());
    } catch (CryptoException e) {
      got = e.getMessage();
    }
    assertThat(got).isEqualTo(wanted);
  }

  private static String commonName(Certificate c) {
    var subject = (ObjectValue) Objects.requireNonNull(c.fields().get("Subject"));
    return ((StringValue) Objects.requireNonNull(subject.get("CommonName"))).value();
  }

  @Test
  void aChainWithoutItsIntermediateDoesNotHold() throws Exception {
    List<Certificate> all = Certificate.list(resource("chain.pem"));
    var chain =
        new Chain(
            List.of(all.getFirst(), all.getLast()),
            Instant.parse("2027-01-01T00:00:00Z"),
            "",
            Chain.SERVER);
    assertThatThrownBy(chain::verified).hasMessage("x509: certificate signed by unknown authority");
  }

  /** Whatever bytes are wrong, the answer is an error of the expected kind or other fields. */
  @ParameterizedTest
  @ValueSource(strings = {"authority.pem", "request.pem", "ed25519.pem"})
  void spoiltBytesAreRefusedCleanly(String name) {
    byte[] der = Objects.requireNonNull(Pem.next(resource(name), 0)).der();
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] spoilt = der.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
      }
      String text = Base64.getEncoder().encodeToString(spoilt);
      assertThat(List.of(outcome(text, false), outcome(text, true))).isNotEmpty();
    }
  }

  private static String outcome(String text, boolean request) {
    try {
      return request
          ? CertificateRequest.parse(text).typeName()
          : fields(Certificate.list(text)).typeName();
    } catch (CryptoException e) {
      return String.valueOf(e.getMessage());
    }
  }
}

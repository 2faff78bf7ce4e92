package dev.bulkhead.normalize.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.model.Configuration;
import dev.bulkhead.model.CredentialExposure;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Span;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificatesTest {
  private static final String SHOP =
      """
      -----BEGIN CERTIFICATE-----
      MIIBQTCB6KADAgECAgEBMAoGCCqGSM49BAMCMBcxFTATBgNVBAMMDEV4YW1wbGUg
      Um9vdDAgFw0yNjAxMDEwMDAwMDBaGA8yMDk3MDMwOTAwMDAwMFowGzEZMBcGA1UE
      AwwQc2hvcC5leGFtcGxlLm9yZzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIKG
      ItRgg4ATQviw8OvcWGowJB0exC5jevWhTyVoW6CaOqLzhqONa9kTAjqqzNttrNOM
      txOLeTGjFsQxGJOEEtOjHzAdMBsGA1UdEQQUMBKCEHNob3AuZXhhbXBsZS5vcmcw
      CgYIKoZIzj0EAwIDSAAwRQIhAJs/z4YVPrpc4R+XQCBp9mHh5ELZJY2FHe2cQRo8
      gZrmAiBtHBh97fMTgeTCbBXSf9JIzQ7QYRr94OUROgUvgTuHug==
      -----END CERTIFICATE-----
      """;

  private record Read(List<Entity> entities, List<Gap> gaps) {
    static Read of(String name, byte[] bytes) {
      var reader = new SourceReader(Path.of("."), Limits.STANDARD);
      var normalizers = new Normalizers(Digest.withRandomKey());
      var entities = new ArrayList<Entity>();
      var gaps = new ArrayList<Gap>();
      SourceReader.FileResult file = reader.read(new ByteArrayInputStream(bytes), name);
      gaps.addAll(file.gaps());
      for (Document document : file.documents()) {
        Normalizers.Result result = normalizers.normalize(document);
        entities.addAll(result.entities());
        gaps.addAll(result.gaps());
      }
      return new Read(entities, gaps);
    }

    static Read of(String name, String text) {
      return of(name, text.getBytes(StandardCharsets.UTF_8));
    }

    List<Configuration> certificates() {
      return entities.stream()
          .filter(Configuration.class::isInstance)
          .map(Configuration.class::cast)
          .toList();
    }
  }

  @Test
  void a_certificate_is_told_by_what_is_public_of_it() {
    assertThat(Read.of("shop.crt", SHOP).certificates())
        .extracting(Configuration::content)
        .containsExactly(
            Map.of(
                "certificates",
                List.of(
                    Map.ofEntries(
                        Map.entry("pointer", "/blocks/0"),
                        Map.entry("subject", "CN=shop.example.org"),
                        Map.entry("dnsNames", List.of("shop.example.org")),
                        Map.entry("issuer", "CN=Example Root"),
                        Map.entry("notBefore", "2026-01-01T00:00:00Z"),
                        Map.entry("notAfter", "2097-03-09T00:00:00Z"),
                        Map.entry("keyAlgorithm", "EC"),
                        Map.entry("keyBits", 256L),
                        Map.entry("signatureAlgorithm", "SHA256withECDSA"),
                        Map.entry("authority", false),
                        Map.entry("selfSigned", false)))));
  }

  @Test
  void a_private_key_beside_a_certificate_is_found_once_and_kept_nowhere() {
    String body = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg";
    String key = "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";

    Read read = Read.of("both.pem", SHOP + key);

    assertThat(read.entities()).hasSize(2);
    assertThat(read.certificates()).hasSize(1);
    assertThat(read.entities())
        .filteredOn(CredentialExposure.class::isInstance)
        .extracting(e -> ((CredentialExposure) e).rule())
        .containsExactly("private-key");
    assertThat(read.entities().toString()).doesNotContain(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no end       | -----BEGIN CERTIFICATE-----;MIIB;                               | 1 | cut off",
        "no beginning | a;MIIB;-----END CERTIFICATE-----;                               | 3 | cut off",
        "no bytes     | a;;-----BEGIN CERTIFICATE-----;-----END CERTIFICATE-----;        | 3 | cannot be read",
        "no base64    | -----BEGIN CERTIFICATE-----;<yours>;-----END CERTIFICATE-----;   | 1 | cannot be read",
        "no DER       | -----BEGIN CERTIFICATE-----;bm8=;-----END CERTIFICATE-----;      | 1 | cannot be read",
        "another      | -----BEGIN CERTIFICATE-----;MIIB;-----BEGIN PUBLIC KEY-----;a;-----END PUBLIC KEY-----; | 1 | cut off",
        "no block     | MIIBhTCCASugAwIBAgIQIRi6zePL6mKjOipn;                            | 1 | no -----BEGIN",
      })
  void what_cannot_be_read_is_a_gap_at_its_line(
      String what, String lines, int line, String message) {
    Read read = Read.of("shop.crt", lines.replace(';', '\n'));

    assertThat(read.certificates()).as(what).isEmpty();
    assertThat(read.gaps())
        .as(what)
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.code()).isEqualTo("certificate-syntax");
          assertThat(gap.incomplete()).isTrue();
          assertThat(gap.span()).extracting(Span::startLine).isEqualTo(line);
          assertThat(gap.message()).contains(message).endsWith("; not evaluated");
          assertThat(gap.hint()).startsWith("replace it with the whole certificate");
        });
  }

  @Test
  void a_certificate_that_is_half_there_does_not_hide_the_next() {
    String half = SHOP.substring(0, SHOP.indexOf("=") - 100);

    Read read = Read.of("shop.pem", half + "\n" + SHOP);

    assertThat(read.certificates()).hasSize(1);
    assertThat(read.gaps()).extracting(Gap::code).containsExactly("certificate-syntax");
  }

  @ParameterizedTest
  @CsvSource({
    "request.pem, CERTIFICATE REQUEST",
    "list.pem, X509 CRL",
    "public.pem, PUBLIC KEY",
    "request.crt, CERTIFICATE REQUEST"
  })
  void other_blocks_are_no_certificates(String name, String label) {
    Read read = Read.of(name, "-----BEGIN " + label + "-----\nMIIB\n-----END " + label + "-----\n");

    assertThat(read).isEqualTo(new Read(List.of(), List.of()));
  }

  @Test
  void in_binary_form_it_is_told_how_to_convert_it() {
    Read read = Read.of("shop.cer", new byte[] {0x30, (byte) 0x82, 0, 1, 0, 0});

    assertThat(read.gaps())
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.code()).isEqualTo("not-text");
          assertThat(gap.incomplete()).isTrue();
          assertThat(gap.hint()).startsWith("convert it with openssl x509 -inform der");
        });
  }

  @Test
  void what_is_behind_the_most_certificates_of_a_file_is_a_gap() {
    Read read = Read.of("bundle.pem", SHOP.repeat(501));

    assertThat(read.certificates().getFirst().content().get("certificates"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(500);
    assertThat(read.gaps()).extracting(Gap::code).containsExactly("too-many-certificates");
    int lines = (int) SHOP.lines().count();
    assertThat(read.gaps().getFirst().span())
        .extracting(Span::startLine)
        .isEqualTo(500 * lines + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "'-----BEGIN '",
    "'-----BEGIN CERTIFICATE-----'",
    "'-----END CERTIFICATE-----'",
    "'-----BEGIN A-----\n'",
    "'-'",
    "'-----BEGIN CERTIFICATE-----\nA'"
  })
  void a_long_text_of_marks_takes_no_longer_than_its_length(String mark) {
    Read read = Read.of("marks.pem", mark.repeat(100_000));

    assertThat(read.certificates()).isEmpty();
  }
}

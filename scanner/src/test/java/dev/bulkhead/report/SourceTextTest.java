package dev.bulkhead.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.model.InputFile;
import dev.bulkhead.model.Snapshot;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTextTest {
  @TempDir Path root;

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "password: Hq7!xw22 → password: ••••••",
        "  adminPassword = Hq7!xw22 → adminPassword = ••••••",
        "db_password=Hq7!xw22 → db_password=••••••",
        "ENV PGPASSWORD=Hq7!xw22 → ENV PGPASSWORD=••••••",
        "args: [--password=Hq7!xw22, --verbose] → args: [--password=••••••, --verbose]",
        "{\"password\": \"Hq7!xw22\"} → {\"password\": \"••••••\"}",
        "url: postgres://odoo:Hq7!xw22@db/odoo → url: ••••••",
        "- postgres://odoo:Hq7!xw22@db/odoo → - ••••••",
        "token: AKIAIOSFODNN7ABCDEFG → token: ••••••",
        "replicas: 3 → replicas: 3",
        "image: registry.example/odoo:18.0 → image: registry.example/odoo:18.0",
        "hostNetwork: true # on purpose → hostNetwork: true # on purpose",
      })
  void secretsInALineAreHidden(String line, String shown) {
    assertThat(LineMask.hide(line, null)).isEqualTo(shown);
  }

  @Test
  void theValueOfASecretVariableIsHidden() throws IOException {
    assertThat(
            shown(
                "env:\n  - name: DB_PASSWORD\n    value: Hq7xw22\n  - name: LANG\n    value: C.UTF-8\n"))
        .containsExactly(
            "env:",
            "  - name: DB_PASSWORD",
            "    value: ••••••",
            "  - name: LANG",
            "    value: C.UTF-8",
            "");
  }

  @Test
  void everyLineOfAPrivateKeyIsHidden() throws IOException {
    String key =
        "key: |\n  -----BEGIN RSA PRIVATE KEY-----\n  MIIEow\n  -----END RSA PRIVATE KEY-----\nnext: 1\n";
    assertThat(shown(key))
        .containsExactly("key: |", "  ••••••", "  ••••••", "  ••••••", "next: 1", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "windows-1252", "UTF-8"})
  void linesAreThoseThatTheScanRead(String charset) throws IOException {
    SourceText source =
        source(
            SampleAssessment.file(root, "a.yaml", "name: Köln\nid: 1\n", Charset.forName(charset)));
    assertThat(source.lineCount("a.yaml")).isEqualTo(3);
    assertThat(source.line("a.yaml", 1)).isEqualTo("name: Köln");
    assertThat(source.width("a.yaml", 1)).isEqualTo(10);
  }

  @Test
  void aFileThatChangedSinceTheScanIsNotShown() throws IOException {
    InputFile file = SampleAssessment.file(root, "a.yaml", "a: 1\n");
    Files.writeString(root.resolve("a.yaml"), "a: 2\n");
    assertThat(source(file).lineCount("a.yaml")).isZero();
  }

  @Test
  void aFileOutsideTheRootIsNotShown() throws IOException {
    Path inner = Files.createDirectory(root.resolve("inner"));
    InputFile outside = SampleAssessment.file(root, "secret.yaml", "a: 1\n");
    InputFile claimed =
        new InputFile("../secret.yaml", outside.digest(), outside.size(), "YAML", 1);
    Snapshot snapshot = SampleAssessment.snapshot(List.of(claimed));
    assertThat(SourceText.under(inner, snapshot).lineCount("../secret.yaml")).isZero();
    assertThat(SourceText.none().lineCount("secret.yaml")).isZero();
  }

  private List<String> shown(String text) throws IOException {
    SourceText source = source(SampleAssessment.file(root, "f.yaml", text));
    return java.util.stream.IntStream.rangeClosed(1, source.lineCount("f.yaml"))
        .mapToObj(n -> source.line("f.yaml", n))
        .toList();
  }

  private SourceText source(InputFile file) {
    return SourceText.under(root, SampleAssessment.snapshot(List.of(file)));
  }
}

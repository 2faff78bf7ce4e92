package dev.bulkhead.normalize.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.model.Configuration;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationsTest {

  private static List<Configuration> read(String name, String text) {
    var builder = new SnapshotBuilder(new Normalizers(Digest.withRandomKey()));
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    builder.add(new SourceReader(Path.of("."), Limits.STANDARD).read(bytes, name));
    return builder.entities().stream()
        .filter(Configuration.class::isInstance)
        .map(Configuration.class::cast)
        .toList();
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ".github/workflows/ci.yml | `{on: push, jobs: {a: {}}}` | github-workflow",
        "ci.yml | `{jobs: {a: {}}}` | ``",
        ".gitlab-ci.yml | `{build: {script: [make]}}` | gitlab-ci",
        "plan.json | `{\"terraform_version\": \"1.9.0\", \"planned_values\": {}}` | terraform-plan",
        "rules.yaml | `{groups: [{name: a, rules: []}]}` | prometheus-rules",
        "rules.yaml | `{groups: [a, b]}` | ``",
        "am.yaml | `{route: {receiver: a}, receivers: [{name: a}]}` | alertmanager",
        "lifecycle.json | `{\"Rules\": [{\"ID\": \"a\", \"Status\": \"Enabled\"}]}` | bucket-lifecycle",
        "versioning.json | `{\"Status\": \"Enabled\"}` | bucket-versioning",
        "policy.json | `{\"Version\": \"2012-10-17\", \"Statement\": []}` | bucket-policy",
        "attestations.yaml | `{attestations: [{type: drill}]}` | governance",
        "values.yaml | `{replicas: 2}` | ``"
      })
  void a_file_is_recognised_by_what_it_holds(String name, String text, String type) {
    assertThat(read(name, text))
        .extracting(Configuration::type)
        .isEqualTo(type.isEmpty() ? List.of() : List.of(type));
  }

  @Test
  void vulnerabilities_are_counted_by_severity() {
    String report =
        """
        {"SchemaVersion": 2, "ArtifactName": "registry.example/app@sha256:00", "Results": [
          {"Target": "a", "Vulnerabilities": [{"Severity": "HIGH"}, {"Severity": "LOW"}]},
          {"Target": "b", "Vulnerabilities": [{"Severity": "HIGH"}, {}]},
          {"Target": "c"}]}
        """;
    assertThat(read("trivy.json", report))
        .singleElement()
        .extracting(c -> c.content().get("severities"))
        .isEqualTo(Map.of("HIGH", 2L, "LOW", 1L, "UNKNOWN", 1L));
  }

  @Test
  void a_secret_in_a_pipeline_is_withheld() {
    var found =
        read(
            ".gitlab-ci.yml",
            "deploy: {variables: {API_TOKEN: ghp_0123456789abcdefghijABCDEFGHIJ012345}}");
    assertThat(found.toString()).doesNotContain("0123456789abcdefghij");
  }
}

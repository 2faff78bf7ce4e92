package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{allow_version_tag: true}     | 2:43: unknown key \"allow_version_tag\" (did you mean \"allow_version_tags\"?)",
        "{allow_version_tags: 'maybe'} | 2:44: allow_version_tags should be true or false, not text (its default is false)",
      })
  void aParameterThatNoControlHasIsAnError(String parameters, String problem) throws IOException {
    Files.writeString(
        folder.resolve("bulkhead.yaml"), "tenants:\n- {id: a, parameters: " + parameters + "}\n");
    Run run = Run.of("scan", folder.toString());
    assertThat(run.err().strip()).endsWith("bulkhead.yaml:" + problem);
    assertThat(run.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"platform", "waivers", "frameworks", "snapshot", "report"})
  void schemasArePrintedAsPublished(String name) throws IOException {
    Run run = Run.of("schema", name);
    assertThat(run.out())
        .isEqualTo(Files.readString(Path.of("../docs/schema/" + name + ".schema.json")));
    assertThat(run.code()).isZero();
  }

  @Test
  void aSchemaThatDoesNotExistIsAnError() {
    Run run = Run.of("schema", "plattform");
    assertThat(run)
        .isEqualTo(
            new Run(
                2,
                "",
                "bulkhead: no schema is called \"plattform\"; schemas: platform, waivers, frameworks, snapshot, report\n"));
  }
}

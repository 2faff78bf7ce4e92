package dev.bulkhead.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelmProcessTest {
  @TempDir Path work;

  private HelmJob chart(String name, String template) throws Exception {
    Path templates = Files.createDirectories(work.resolve(name).resolve("templates"));
    Files.writeString(
        work.resolve(name).resolve("Chart.yaml"), "apiVersion: v2\nname: a\nversion: 0.1.0\n");
    Files.writeString(templates.resolve("a.yaml"), template);
    return new HelmJob(work.resolve(name).toString(), "r", "", "", "");
  }

  @Test
  void aChartThatNeverEndsIsGivenUpAndTheNextOnesAreRendered() throws Exception {
    String endless = "{{ range until 9999999 }}{{ range until 9999999 }}{{ end }}{{ end }}";
    List<HelmJob> jobs =
        List.of(chart("one", "kind: A\n"), chart("two", endless), chart("three", "kind: B\n"));

    List<HelmProcess.Answer> answers = new HelmProcess(work, Duration.ofSeconds(8)).run(jobs);

    assertThat(answers)
        .containsExactly(
            new HelmProcess.Answer("---\n# Source: a/templates/a.yaml\nkind: A\n", "", true),
            new HelmProcess.Answer(null, "rendering took longer than 8 seconds", false),
            new HelmProcess.Answer("---\n# Source: a/templates/a.yaml\nkind: B\n", "", true));
  }
}

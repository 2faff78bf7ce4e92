package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --at}: the time by which what ends is judged. */
class JudgedTimeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @BeforeEach
  void platformWithAWaiverThatEnds() throws IOException {
    Files.writeString(
        folder.resolve("bulkhead.yaml"),
        "platform: p\ntenants: [{id: a, owns: {namespaces: [a]}}]\n");
    Files.writeString(
        folder.resolve("pod.yaml"),
        "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: a}, spec: {hostNetwork: true, containers: [{}]}}");
    Files.writeString(
        folder.resolve("waivers.yaml"),
        """
        waivers:
          - id: host
            control: WRK-07
            reason: an agent
            owner: a
            approver: b
            expires: 2026-06-30
        """);
  }

  @Test
  void aWaiverHoldsUntilItsLastDay() throws IOException {
    assertThat(scan("2026-06-30T23:59:59Z").at("/summary/waived").asInt()).isOne();
    assertThat(scan("2026-07-01T00:00:00Z").at("/summary/waived").asInt()).isZero();
  }

  @Test
  void theReportSaysBothTimes() throws IOException {
    JsonNode report = scan("2026-07-01T00:00:00Z");
    assertThat(report.get("judgedAt").asText()).isEqualTo("2026-07-01T00:00:00Z");
    assertThat(report.get("started").asText()).isNotEqualTo("2026-07-01T00:00:00Z");
    assertThat(
            Run.of("scan", folder.toString(), "--only", "WRK-07", "--at", "2026-07-01T00:00:00Z")
                .out())
        .contains("as of     2026-07-01T00:00:00Z");
    assertThat(Run.of("scan", folder.toString(), "--only", "WRK-07").out()).doesNotContain("as of");
  }

  @Test
  void aTimeThatIsNoneIsSaid() {
    Run run = Run.of("scan", folder.toString(), "--at", "yesterday");
    assertThat(run.code()).isEqualTo(Main.INPUT_ERROR);
    assertThat(run.err()).contains("--at").contains("yesterday");
  }

  private JsonNode scan(String at) throws IOException {
    Run run = Run.of("scan", folder.toString(), "--only", "WRK-07", "-o", "json", "--at", at);
    return JSON.readTree(run.out());
  }
}

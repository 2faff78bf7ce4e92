package dev.bulkhead.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is told of a failed build: the reason, and nothing that differs from run to run. */
class KustomizeProgramTest {
  @Test
  void kustomizeSaysItAfterError() {
    assertThat(KustomizeProgram.problem("Error: no such file 'a.yaml'\n"))
        .isEqualTo("no such file 'a.yaml'");
  }

  @Test
  void kubectlLogsOneLine() {
    assertThat(
            KustomizeProgram.problem(
                "E1121 10:37:50.292249   25766 run.go:72] \"command failed\" "
                    + "err=\"no such file \\\"a.yaml\\\"\"\n"))
        .isEqualTo("no such file \"a.yaml\"");
  }

  @Test
  void kubectlLogsSeveralLines() {
    assertThat(
            KustomizeProgram.problem(
                """
                # Warning: 'patchesStrategicMerge' is deprecated.
                E1121 10:37:50.292249   25766 run.go:72] "command failed" err=<
                \ttrouble configuring:
                \t- custom-env.yaml
                \t': no such file
                 >
                """))
        .isEqualTo("trouble configuring: - custom-env.yaml ': no such file");
  }

  @Test
  void silenceIsSaidToo() {
    assertThat(KustomizeProgram.problem("# Warning: old\n")).isEqualTo("no reason given");
  }
}

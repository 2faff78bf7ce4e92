package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chart of one's own, scanned without any option. */
class ChartScanTest {
  @TempDir Path root;

  @BeforeEach
  void aChartForARecentCluster() throws IOException {
    Path templates = Files.createDirectories(root.resolve("shop/templates"));
    Files.writeString(
        root.resolve("shop/Chart.yaml"),
        "apiVersion: v2\nname: shop\nversion: 1.0.0\nkubeVersion: \">=1.30.0-0\"\n");
    Files.writeString(
        templates.resolve("web.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          namespace: {{ .Release.Namespace }}
          labels: {cluster: "{{ .Capabilities.KubeVersion.Minor }}"}
        spec:
          containers: [{name: web, image: web}]
        """);
  }

  private Run scan(String... more) {
    var args = new java.util.ArrayList<>(java.util.List.of("scan", root.toString()));
    args.addAll(java.util.List.of("--only", "WRK-19", "-o", "json"));
    args.addAll(java.util.List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  @Test
  void rendersForARecentClusterAndIsNotBlamedForANamespaceThatNobodyChose() {
    Run run = scan();

    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out()).contains("\"pass\": 1");
  }

  @Test
  void isBlamedForTheDefaultNamespaceThatWasChosen() {
    assertThat(scan("--namespace", "default").out()).contains("runs in the default namespace");
  }

  @Test
  void doesNotRenderForTheOldClusterThatThePlatformFileDeclares() throws IOException {
    Files.writeString(root.resolve("bulkhead.yaml"), "kubernetesVersion: \"1.29\"\n");

    Run run = scan();

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("v1.29.0", "requires kubeVersion: >=1.30.0-0");
  }
}

package dev.bulkhead.webhook;

import static dev.bulkhead.webhook.GuardedCluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.admission.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/**
 * The background audit of a real cluster. Skipped where the properties {@code kube.apiserver} and {@code etcd} do not name the programs.
 */
@EnabledIf("dev.bulkhead.webhook.cluster.ApiServer#available")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterAuditTest {
  @TempDir private static Path folder;

  private GuardedCluster cluster;

  @BeforeAll
  void start() throws IOException, InterruptedException, SettingsException {
    cluster = TwoTenants.start(folder);
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void theAuditFindsWhatCamePastTheDoorAndReportsItOnce() {
    cluster.unguard(
        "{apiVersion: v1, kind: Pod, metadata: {name: idle, namespace: a}, spec: {containers: [{name: x, image: x}]}}");
    until(() -> cluster.knows("Workload:Pod/a/idle"), "the pod to be known");
    until(() -> cluster.running().auditNow().finished() != null, "the first audit");

    GenericKubernetesResource report =
        cluster.admin
            .genericKubernetesResources("openreports.io/v1alpha1", "Report")
            .inNamespace("a")
            .withName("bulkhead")
            .get();
    assertThat(String.valueOf(report.getAdditionalProperties().get("results")))
        .contains("policy=WRK-01", "kind=Pod", "name=idle", "severity=high");
    assertThat(
            cluster.admin
                .genericKubernetesResources("openreports.io/v1alpha1", "ClusterReport")
                .list()
                .getItems())
        .hasSize(1);

    cluster.running().auditNow();
    assertThat(
            cluster.admin
                .genericKubernetesResources("openreports.io/v1alpha1", "Report")
                .inNamespace("a")
                .withName("bulkhead")
                .get()
                .getMetadata()
                .getResourceVersion())
        .as("nothing new, nothing written")
        .isEqualTo(report.getMetadata().getResourceVersion());
  }
}

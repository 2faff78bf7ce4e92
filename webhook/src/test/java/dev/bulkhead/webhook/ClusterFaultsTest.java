package dev.bulkhead.webhook;

import static dev.bulkhead.webhook.GuardedCluster.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.admission.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the webhook does while the API server or the way to it fails. Skipped where the properties {@code kube.apiserver} and {@code etcd} do not name the programs.
 */
@EnabledIf("dev.bulkhead.webhook.cluster.ApiServer#available")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterFaultsTest {
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
  void theContextComesBackAfterTheApiServerWasGone() throws Exception {
    SteadyReviews.Outcome outcome;
    try (var reviews = SteadyReviews.to(cluster, "gone")) {
      cluster.server.killServer();
      until(() -> cluster.running().contextAge().toMillis() > 500, "the context to grow old");
      cluster.server.startServer();
      until(() -> cluster.running().contextAge().isZero(), "the context to be fresh");
      outcome = reviews.end();
    }
    isSoundAndLogged("gone", outcome);

    learnsOf("late");
    assertThatThrownBy(
            () ->
                GuardedCluster.apply(
                    cluster.alice, TwoTenants.DEPLOYMENT.formatted("a", "true", "true")))
        .hasMessageContaining("[WRK-06]");
  }

  @Test
  void aServerThatFallsSilentMakesTheContextOldAlthoughItsWatchesStand() throws Exception {
    SteadyReviews.Outcome outcome;
    try (var reviews = SteadyReviews.to(cluster, "silent")) {
      cluster.server.freeze();
      try {
        until(() -> cluster.running().contextAge().toSeconds() >= 15, "the context to grow old");
      } finally {
        cluster.server.thaw();
      }
      until(() -> cluster.running().contextAge().isZero(), "the context to be fresh");
      outcome = reviews.end();
    }
    isSoundAndLogged("silent", outcome);
    learnsOf("later");
  }

  /** The server runs for a twentieth of the time, so that news comes in drops. */
  @Test
  void aServerThatHardlyRunsMakesNoDecisionWrong() throws Exception {
    SteadyReviews.Outcome outcome;
    try (var reviews = SteadyReviews.to(cluster, "slow")) {
      for (int i = 0; i < 5; i++) {
        cluster.server.freeze();
        Thread.sleep(1900);
        cluster.server.thaw();
        Thread.sleep(100);
      }
      outcome = reviews.end();
    }
    isSoundAndLogged("slow", outcome);
    learnsOf("latest");
  }

  private void isSoundAndLogged(String name, SteadyReviews.Outcome outcome) {
    long logged =
        cluster.decisions().stream()
            .filter(d -> String.valueOf(d.get("uid")).contains(name + "-"))
            .count();
    System.out.println(
        "the API server is " + name + ": " + outcome + ", " + logged + " in the log");
    assertThat(outcome.decided()).isPositive();
    assertThat(outcome.wrong()).isZero();
    assertThat(outcome.undecided()).isZero();
    assertThat(logged).isEqualTo(outcome.decided());
  }

  private void learnsOf(String account) {
    cluster.create(
        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: %s, namespace: a}, automountServiceAccountToken: false}"
            .formatted(account));
    until(() -> cluster.knows("ServiceAccount/a/" + account), "a new account to be known");
  }
}

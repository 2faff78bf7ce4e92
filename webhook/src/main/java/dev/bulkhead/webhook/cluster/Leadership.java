package dev.bulkhead.webhook.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Which of the replicas audits: the one that holds a Lease. */
final class Leadership implements AutoCloseable {
  static final String LEASE = "bulkhead-audit";

  private final AtomicBoolean leading = new AtomicBoolean();
  private final CompletableFuture<?> election;

  Leadership(KubernetesClient client, String namespace, String identity, Consumer<String> log) {
    this.election =
        client
            .leaderElector()
            .withConfig(
                new LeaderElectionConfigBuilder()
                    .withName(LEASE)
                    .withLock(new LeaseLock(namespace, LEASE, identity))
                    .withLeaseDuration(Duration.ofSeconds(30))
                    .withRenewDeadline(Duration.ofSeconds(20))
                    .withRetryPeriod(Duration.ofSeconds(5))
                    .withReleaseOnCancel(true)
                    .withLeaderCallbacks(
                        new LeaderCallbacks(
                            () -> {
                              leading.set(true);
                              log.accept("bulkhead: this replica audits");
                            },
                            () -> leading.set(false),
                            leader -> {}))
                    .build())
            .build()
            .start();
  }

  boolean leads() {
    return leading.get();
  }

  @Override
  public void close() {
    election.cancel(true);
    leading.set(false);
  }
}

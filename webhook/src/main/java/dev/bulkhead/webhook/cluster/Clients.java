package dev.bulkhead.webhook.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Clients of the API server. */
public final class Clients {
  private static final int MILLIS = 10_000;

  private Clients() {}

  /**
   * A client.
   *
   * @param kubeconfig null for the pod's service account, or the usual places
   */
  public static KubernetesClient of(@Nullable Path kubeconfig) {
    Config found =
        kubeconfig == null ? Config.autoConfigure(null) : Config.fromKubeconfig(kubeconfig.toFile());
    Config config =
        new ConfigBuilder(found)
            .withConnectionTimeout(MILLIS)
            .withRequestTimeout(MILLIS)
            .withUserAgent("bulkhead")
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}

package dev.bulkhead.webhook;

import dev.bulkhead.admission.SettingsException;
import dev.bulkhead.admission.SettingsFiles;
import dev.bulkhead.admission.Webhook;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.webhook.cluster.ApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A real API server and a webhook that it asks about everything but its own namespaces. First there
 * is the server alone, then {@link #serve} starts the webhook, then {@link #guard} has it asked.
 */
public final class GuardedCluster implements AutoCloseable {
  /** How a refusal begins, as the API server words it. */
  public static final String DENIED =
      "admission webhook \"validate.bulkhead.dev\" denied the request: ";

  public final ApiServer server;
  public final KubernetesClient admin;

  /** May do everything, and belongs to no group that breaks glass. */
  public final KubernetesClient alice;

  final Path folder;
  final List<String> log = new CopyOnWriteArrayList<>();
  private @Nullable Running running;

  private GuardedCluster(Path folder, ApiServer server) {
    this.folder = folder;
    this.server = server;
    this.admin = server.client(ApiServer.TOKEN);
    this.alice = server.client(ApiServer.TENANT_TOKEN);
  }

  /** An empty cluster, not yet guarded. */
  public static GuardedCluster start(Path folder) throws IOException, InterruptedException {
    var out = new GuardedCluster(folder, ApiServer.start(folder));
    out.create("{apiVersion: v1, kind: Namespace, metadata: {name: bulkhead-system}}");
    out.create(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: developers}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
        subjects: [{kind: Group, name: developers, apiGroup: rbac.authorization.k8s.io}]
        """);
    return out;
  }

  /** A custom resource without a schema. */
  public void define(String group, String version, String kind, String plural, boolean namespaced) {
    create(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %1$s.%4$s}
        spec:
          group: %4$s
          names: {kind: %2$s, plural: %1$s}
          scope: %3$s
          versions:
            - name: %5$s
              served: true
              storage: true
              schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
              subresources: {status: {}}
        """
            .formatted(plural, kind, namespaced ? "Namespaced" : "Cluster", group, version));
  }

  /** Creates an object as the administrator. */
  void create(String yaml) {
    apply(admin, yaml);
  }

  static HasMetadata apply(KubernetesClient client, String yaml) {
    // the client takes text that begins with a brace for JSON
    return client.resource("---\n" + yaml).createOr(r -> r.update());
  }

  /**
   * Starts the webhook and waits until it is ready.
   *
   * @param platform the folder of {@code bulkhead.yaml} and what may lie beside it
   * @param clock by which it judges
   */
  public void serve(Path platform, InstantSource clock) throws IOException, SettingsException {
    TestKeys.write(folder, "EC");
    running =
        Running.start(
            new Webhook.Options(
                new SettingsFiles(platform.resolve("bulkhead.yaml"), null, null, List.of()),
                null,
                server.kubeconfig(),
                new Webhook.Listening("127.0.0.1", 0, 0, Duration.ZERO),
                new Webhook.Certificates(folder, null, null),
                new Webhook.DecisionRecords(folder.resolve("decisions.log"), 1 << 28, 2),
                new Webhook.Audit(Duration.ofHours(1), true, true, "bulkhead-system"),
                "test"),
            log::add,
            OutputStream.nullOutputStream(),
            clock);
    until(running()::ready, "the webhook to be ready");
  }

  /** The webhook, once it serves. */
  Running running() {
    return Objects.requireNonNull(running);
  }

  /** Has the API server ask the webhook, and waits until it does. */
  public void guard() throws IOException {
    String bundle =
        Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("tls.crt")));
    var configuration =
        Serialization.unmarshal(
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: bulkhead}
            webhooks:
              - name: validate.bulkhead.dev
                clientConfig: {url: "https://127.0.0.1:%d/validate", caBundle: %s}
                admissionReviewVersions: [v1]
                sideEffects: None
                failurePolicy: Fail
                timeoutSeconds: 3
                matchPolicy: Equivalent
                namespaceSelector:
                  matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system, kube-public, kube-node-lease, bulkhead-system]}]
                rules:
                  - {apiGroups: ["*"], apiVersions: ["*"], operations: [CREATE, UPDATE], resources: ["*", "*/scale", "pods/ephemeralcontainers"]}
                  - {apiGroups: [networking.k8s.io], apiVersions: ["*"], operations: [DELETE], resources: [networkpolicies]}
                  - {apiGroups: [""], apiVersions: [v1], operations: [CONNECT], resources: [pods/exec, pods/attach, pods/portforward]}
            """
                .formatted(running().port(), bundle),
            ValidatingWebhookConfiguration.class);
    admin.resource(configuration).createOr(r -> r.update());
    until(this::asks, "the API server to ask the webhook");
  }

  private boolean asks() {
    try {
      long before = logged();
      alice
          .resource("---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: probe, namespace: default}}")
          .dryRun()
          .create();
      return logged() > before;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  /** Has the API server ask nobody, and waits until it does. */
  void unguard(String probe) {
    admin
        .admissionRegistration()
        .v1()
        .validatingWebhookConfigurations()
        .withName("bulkhead")
        .delete();
    until(
        () -> {
          try {
            create(probe);
            return true;
          } catch (KubernetesClientException e) {
            return false;
          }
        },
        "the webhook to be gone");
  }

  /** Every decision so far, as the log has it. */
  public List<ObjectValue> decisions() {
    return decisionsFrom(0);
  }

  /** How long the log of decisions is, in bytes. */
  public long logged() {
    try {
      return Files.size(folder.resolve("decisions.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Decisions since the log had a length. An answer that has come is in it. */
  public List<ObjectValue> decisionsFrom(long length) {
    try (var file = FileChannel.open(folder.resolve("decisions.log"))) {
      var bytes = ByteBuffer.allocate((int) (file.size() - length));
      file.read(bytes, length);
      var out = new ArrayList<ObjectValue>();
      for (String line : new String(bytes.array(), StandardCharsets.UTF_8).lines().toList()) {
        if (JsonReader.read(line) instanceof ObjectValue o) {
          out.add(o);
        }
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the webhook knows an entity. */
  boolean knows(String id) {
    return knowsAny(id::equals);
  }

  /** Whether it knows an entity whose id is such. */
  public boolean knowsAny(Predicate<String> id) {
    return running().entities().stream().anyMatch(id);
  }

  public static void until(BooleanSupplier holds, String what) {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (!holds.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("waited in vain for " + what);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    Running served = running;
    if (served != null) {
      served.stop(Duration.ZERO);
    }
    admin.close();
    alice.close();
    server.close();
  }
}

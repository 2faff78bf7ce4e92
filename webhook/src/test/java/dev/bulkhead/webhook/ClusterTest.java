package dev.bulkhead.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.admission.SettingsException;
import dev.bulkhead.admission.SettingsFiles;
import dev.bulkhead.admission.Webhook;
import dev.bulkhead.webhook.cluster.ApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import dev.bulkhead.cli.Main;
import java.io.PrintWriter;
import java.io.Writer;
import java.io.StringWriter;
import java.util.Set;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The webhook in front of a real API server. Skipped where the properties {@code kube.apiserver} and
 * {@code etcd} do not name the programs.
 */
@EnabledIf("dev.bulkhead.webhook.cluster.ApiServer#available")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTest {
  private static final String PLATFORM =
      """
      platform: shop
      scope: complete
      breakGlassGroups: [platform-break-glass]
      tenants:
        - {id: a, owns: {namespaces: [a]}}
        - {id: b, owns: {namespaces: [b]}}
      """;

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: %s}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            serviceAccountName: web
            automountServiceAccountToken: false
            securityContext: {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}}
            topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: web}}}]
            containers:
              - name: web
                image: registry.example/web@sha256:0000000000000000000000000000000000000000000000000000000000000000
                resources: {requests: {cpu: 1, memory: 1Gi}, limits: {memory: 1Gi}}
                readinessProbe: {tcpSocket: {port: 80}}
                livenessProbe: {tcpSocket: {port: 80}}
                securityContext: {privileged: %s, allowPrivilegeEscalation: %s, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
      """;

  private static final String POLICY =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: default, namespace: %s}
      spec: {podSelector: {}, policyTypes: [Ingress], ingress: %s}
      """;

  @TempDir static Path folder;

  private ApiServer server;
  private Running running;
  private KubernetesClient admin;
  private KubernetesClient alice;
  private final List<String> log = new CopyOnWriteArrayList<>();

  @BeforeAll
  void start() throws IOException, InterruptedException, SettingsException {
    server = ApiServer.start(folder);
    admin = server.client(ApiServer.TOKEN);
    alice = server.client(ApiServer.TENANT_TOKEN);
    apply(admin, "{apiVersion: v1, kind: Namespace, metadata: {name: bulkhead-system}}");
    for (boolean whole : new boolean[] {false, true}) {
      apply(admin, reports(whole));
    }
    for (String namespace : List.of("a", "b")) {
      apply(admin, "{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
      apply(admin, POLICY.formatted(namespace, "[]"));
      apply(admin, DEPLOYMENT.formatted(namespace, "false", "false"));
    }
    apply(
        admin,
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: developers}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
        subjects: [{kind: Group, name: developers, apiGroup: rbac.authorization.k8s.io}]
        """);
    running = serve();
    until(() -> running.ready(), "the webhook to be ready");
    register(running.port());
  }

  /** The custom resource of openreports.io, without its schema. */
  private static String reports(boolean whole) {
    return """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %1$s.openreports.io}
        spec:
          group: openreports.io
          names: {kind: %2$s, plural: %1$s}
          scope: %3$s
          versions:
            - name: v1alpha1
              served: true
              storage: true
              schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """
        .formatted(
            whole ? "clusterreports" : "reports",
            whole ? "ClusterReport" : "Report",
            whole ? "Cluster" : "Namespaced");
  }

  private Running serve() throws IOException, SettingsException {
    Path platform = Files.writeString(folder.resolve("bulkhead.yaml"), PLATFORM);
    TestKeys.write(folder, "EC");
    return Running.start(
        new Webhook.Options(
            new SettingsFiles(platform, null, null, List.of()),
            null,
            server.kubeconfig(),
            new Webhook.Listening("127.0.0.1", 0, 0, Duration.ZERO),
            new Webhook.Certificates(folder, null, null),
            new Webhook.DecisionRecords(folder.resolve("decisions.log"), 1 << 24, 2),
            new Webhook.Audit(Duration.ofHours(1), true, true, "bulkhead-system"),
                "test"),
        log::add,
        OutputStream.nullOutputStream());
  }

  private void register(int port) throws IOException {
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
                  matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [a, b]}]
                rules:
                  - {apiGroups: ["*"], apiVersions: ["*"], operations: [CREATE, UPDATE], resources: ["*", "*/scale", "pods/ephemeralcontainers"]}
                  - {apiGroups: [networking.k8s.io], apiVersions: ["*"], operations: [DELETE], resources: [networkpolicies]}
                  - {apiGroups: [""], apiVersions: [v1], operations: [CONNECT], resources: [pods/exec, pods/attach, pods/portforward]}
            """
                .formatted(port, bundle),
            ValidatingWebhookConfiguration.class);
    admin.resource(configuration).createOr(r -> r.update());
    until(
        () -> {
          try {
            apply(alice, "{apiVersion: v1, kind: Pod, metadata: {name: probe, namespace: a}, spec: {containers: [{name: x, image: x}]}}");
            admin.pods().inNamespace("a").withName("probe").withGracePeriod(0).delete();
            return false;
          } catch (KubernetesClientException e) {
            return e.getCode() == 403;
          }
        },
        "the API server to ask the webhook");
  }

  @AfterAll
  void stop() {
    if (running != null) {
      running.stop(Duration.ZERO);
    }
    admin.close();
    alice.close();
    server.close();
  }

  private static HasMetadata apply(KubernetesClient client, String yaml) {
    // the client takes text that begins with a brace for JSON
    return client.resource("---\n" + yaml).createOr(r -> r.update());
  }

  private static void until(BooleanSupplier holds, String what) {
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

  @Test
  @Order(1)
  void aTenantsBrokenManifestIsRefusedInTheWordsOfTheScanAndTheMendedOneIsAdmitted() {
    assertThatThrownBy(() -> apply(alice, DEPLOYMENT.formatted("a", "true", "true")))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(
            "admission webhook \"validate.bulkhead.dev\" denied the request: [WRK-06] container web"
                + " of Deployment web is privileged: observed privileged: true, expected privileged:"
                + " false, at /spec/template/spec/containers/0/securityContext/privileged. Fix: ")
        .satisfies(e -> assertThat(((KubernetesClientException) e).getCode()).isEqualTo(403));

    assertThat(apply(alice, DEPLOYMENT.formatted("a", "false", "false"))).isNotNull();
  }

  @Test
  @Order(2)
  void aPolicyThatOpensOneTenantToAnotherIsRefused() {
    assertThatThrownBy(() -> apply(alice, POLICY.formatted("a", "[{from: [{namespaceSelector: {}}]}]")))
        .hasMessageContaining("[ISO-03] Deployment web of tenant a can be reached from tenant b");
    assertThatThrownBy(
            () ->
                alice
                    .network()
                    .v1()
                    .networkPolicies()
                    .inNamespace("a")
                    .withName("default")
                    .delete())
        .hasMessageContaining("[ISO-03]");
  }

  @Test
  @Order(3)
  void anotherTenantsHostIsNotTaken() {
    String ingress =
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: shop, namespace: %s}
        spec:
          tls: [{hosts: [shop.example], secretName: shop}]
          rules: [{host: shop.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]
        """;
    apply(alice, ingress.formatted("b"));
    until(() -> running.entities().contains("Route:Ingress/b/shop"), "the route to be known");

    assertThatThrownBy(() -> apply(alice, ingress.formatted("a"))).hasMessageContaining("[ISO-12]");
  }

  @Test
  @Order(4)
  void nobodyEntersATenantsPodButTheBreakGlassGroup() {
    Pod pod =
        Serialization.unmarshal(
            "---\n{apiVersion: v1, kind: Pod, metadata: {name: idle, namespace: a}, spec: {containers: [{name: x, image: x}]}}",
            Pod.class);
    admin.admissionRegistration().v1().validatingWebhookConfigurations().withName("bulkhead").delete();
    until(
        () -> {
          try {
            apply(admin, Serialization.asYaml(pod));
            return true;
          } catch (KubernetesClientException e) {
            return false;
          }
        },
        "the webhook to be gone");
    try {
      register(running.port());
    } catch (IOException e) {
      throw new AssertionError(e);
    }

    assertThat(exec(alice)).contains("[IAM-04] exec into pod a/idle of tenant a");
    try (KubernetesClient bob = server.client(ApiServer.RESCUE_TOKEN)) {
      assertThat(exec(bob)).doesNotContain("IAM-04");
    }
  }

  private static String exec(KubernetesClient client) {
    try {
      return client.raw(
          "/api/v1/namespaces/a/pods/idle/exec?command=sh&container=x&stdout=true");
    } catch (KubernetesClientException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  @Order(5)
  void theAuditFindsWhatCamePastTheDoorAndReportsItOnce() {
    until(() -> running.entities().contains("Workload:Pod/a/idle"), "the pod to be known");
    until(() -> running.auditNow().finished() != null, "the first audit");

    GenericKubernetesResource report =
        admin
            .genericKubernetesResources("openreports.io/v1alpha1", "Report")
            .inNamespace("a")
            .withName("bulkhead")
            .get();
    assertThat(String.valueOf(report.getAdditionalProperties().get("results")))
        .contains("policy=WRK-01", "kind=Pod", "name=idle", "severity=high");
    assertThat(
            admin
                .genericKubernetesResources("openreports.io/v1alpha1", "ClusterReport")
                .list()
                .getItems())
        .hasSize(1);

    running.auditNow();
    assertThat(
            admin
                .genericKubernetesResources("openreports.io/v1alpha1", "Report")
                .inNamespace("a")
                .withName("bulkhead")
                .get()
                .getMetadata()
                .getResourceVersion())
        .as("nothing new, nothing written")
        .isEqualTo(report.getMetadata().getResourceVersion());
  }

  /**
   * Objects as the API server stores them, with all its defaults, have the findings that the scan has
   * of the files that they came from.
   */
  @Test
  @Order(6)
  void anObjectThatTheServerHasFilledInHasTheFindingsOfItsFile() throws Exception {
    Path files = Files.createDirectories(folder.resolve("scanned"));
    Files.writeString(files.resolve("bulkhead.yaml"), PLATFORM);
    String bad =
        DEPLOYMENT.formatted("a", "true", "true").replace("name: web, namespace", "name: bad, namespace");
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {name: bare, namespace: a}, spec: {hostNetwork: true, containers: [{name: x, image: x}]}}";
    Files.writeString(
        files.resolve("a.yaml"),
        "{apiVersion: v1, kind: Namespace, metadata: {name: a}}\n---\n" + bad + "---\n" + pod);

    for (String yaml : List.of(bad, pod)) {
      assertThatThrownBy(() -> apply(alice, yaml)).hasMessageContaining("denied the request");
    }
    Set<String> atTheDoor = new TreeSet<>();
    for (String line : Files.readAllLines(folder.resolve("decisions.log"))) {
      collect(JsonReader.read(line.getBytes(StandardCharsets.UTF_8)), atTheDoor);
    }
    var out = new StringWriter();
    Main.execute(
        new String[] {"scan", files.toString(), "-o", "json", "--severity", "low"},
        new PrintWriter(out),
        new PrintWriter(Writer.nullWriter()));
    Set<String> scanned = new TreeSet<>();
    collect(JsonReader.read(out.toString().getBytes(StandardCharsets.UTF_8)), scanned);
    assertThat(scanned).hasSizeGreaterThan(5);
    assertThat(atTheDoor).containsAll(scanned);
  }

  /** Control and fingerprint of each finding about the two objects, wherever in a document it is. */
  private static void collect(Value value, Set<String> into) {
    switch (value) {
      case ObjectValue o -> {
        if (o.get("fingerprint") instanceof StringValue print
            && o.get("entity") instanceof StringValue entity
            && (entity.value().endsWith("/a/bad") || entity.value().endsWith("/a/bare"))) {
          into.add(o.get("control") + " " + print.value());
        }
        o.entries().values().forEach(v -> collect(v, into));
      }
      case ArrayValue items -> items.forEach(v -> collect(v, into));
      default -> {}
    }
  }

  @Test
  @Order(7)
  void theContextComesBackAfterTheApiServerWasGone() throws Exception {
    server.killServer();
    until(() -> running.contextAge().toMillis() > 500, "the context to grow old");
    server.startServer();
    until(() -> running.contextAge().isZero(), "the context to be fresh");
    apply(admin, "{apiVersion: v1, kind: Namespace, metadata: {name: late}}");
    until(() -> running.entities().contains("Namespace/_/late"), "a new namespace to be known");

    assertThatThrownBy(() -> apply(alice, DEPLOYMENT.formatted("a", "true", "true")))
        .hasMessageContaining("[WRK-06]");
  }

  @Test
  @Order(8)
  void aServerThatFallsSilentMakesTheContextOldAlthoughItsWatchesStand() throws Exception {
    server.freeze();
    try {
      until(() -> running.contextAge().toSeconds() >= 15, "the context to grow old");
    } finally {
      server.thaw();
    }
    until(() -> running.contextAge().isZero(), "the context to be fresh");
    apply(admin, "{apiVersion: v1, kind: Namespace, metadata: {name: later}}");
    until(() -> running.entities().contains("Namespace/_/later"), "a new namespace to be known");
  }
}

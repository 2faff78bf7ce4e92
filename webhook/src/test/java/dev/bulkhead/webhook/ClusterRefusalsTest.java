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
import dev.bulkhead.cli.Main;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import dev.bulkhead.webhook.cluster.ApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a real API server refuses, and in which words. Skipped where the properties {@code kube.apiserver} and {@code etcd} do not name the programs.
 */
@EnabledIf("dev.bulkhead.webhook.cluster.ApiServer#available")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterRefusalsTest {
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
  void aTenantsBrokenManifestIsRefusedInTheWordsOfTheScanAndTheMendedOneIsAdmitted() {
    assertThatThrownBy(() -> GuardedCluster.apply(cluster.alice, TwoTenants.DEPLOYMENT.formatted("a", "true", "true")))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(
            "admission webhook \"validate.bulkhead.dev\" denied the request: [WRK-06] container web"
                + " of Deployment web is privileged: observed privileged: true, expected privileged:"
                + " false, at /spec/template/spec/containers/0/securityContext/privileged. Fix: ")
        .satisfies(e -> assertThat(((KubernetesClientException) e).getCode()).isEqualTo(403));

    assertThat(GuardedCluster.apply(cluster.alice, TwoTenants.DEPLOYMENT.formatted("a", "false", "false"))).isNotNull();
  }

  @Test
  void aPolicyThatOpensOneTenantToAnotherIsRefused() {
    assertThatThrownBy(() -> GuardedCluster.apply(cluster.alice, TwoTenants.POLICY.formatted("a", "[{from: [{namespaceSelector: {}}]}]")))
        .hasMessageContaining("[ISO-03] Deployment web of tenant a can be reached from tenant b");
    assertThatThrownBy(
            () ->
                cluster.alice
                    .network()
                    .v1()
                    .networkPolicies()
                    .inNamespace("a")
                    .withName("default")
                    .delete())
        .hasMessageContaining("[ISO-03]");
  }

  @Test
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
    GuardedCluster.apply(cluster.alice, ingress.formatted("b"));
    until(() -> cluster.knows("Route:Ingress/b/shop"), "the route to be known");

    assertThatThrownBy(() -> GuardedCluster.apply(cluster.alice, ingress.formatted("a"))).hasMessageContaining("[ISO-12]");
  }

  @Test
  void nobodyEntersATenantsPodButTheBreakGlassGroup() throws IOException {
    cluster.unguard(
        "{apiVersion: v1, kind: Pod, metadata: {name: idle, namespace: a}, spec: {containers: [{name: x, image: x}]}}");
    cluster.guard();

    assertThat(exec(cluster.alice)).contains("[IAM-04] exec into pod a/idle of tenant a");
    try (KubernetesClient bob = cluster.server.client(ApiServer.RESCUE_TOKEN)) {
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

  /**
   * Objects as the API server stores them, with all its defaults, have the findings that the scan has
   * of the files that they came from.
   */
  @Test
  void anObjectThatTheServerHasFilledInHasTheFindingsOfItsFile() throws Exception {
    Path files = Files.createDirectories(folder.resolve("scanned"));
    Files.writeString(files.resolve("bulkhead.yaml"), TwoTenants.PLATFORM);
    String bad =
        TwoTenants.DEPLOYMENT.formatted("a", "true", "true").replace("name: web, namespace", "name: bad, namespace");
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {name: bare, namespace: a}, spec: {hostNetwork: true, containers: [{name: x, image: x}]}}";
    Files.writeString(
        files.resolve("a.yaml"),
        "{apiVersion: v1, kind: Namespace, metadata: {name: a}}\n---\n" + bad + "---\n" + pod);

    for (String yaml : List.of(bad, pod)) {
      assertThatThrownBy(() -> GuardedCluster.apply(cluster.alice, yaml)).hasMessageContaining("denied the request");
    }
    Set<String> atTheDoor = new TreeSet<>();
    cluster.decisions().forEach(d -> collect(d, atTheDoor));
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
}

package dev.bulkhead.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bulkhead.config.PlatformInference;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Facts.DatabasePath;
import dev.bulkhead.model.Facts.Delivery;
import dev.bulkhead.model.Facts.Step;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From hosts to databases, and from Git to namespaces. */
class PathsTest {
  private static final String NAMESPACES =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: north, labels: {bulkhead.dev/tenant: north}}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: south, labels: {bulkhead.dev/tenant: south}}
      """;

  private static Facts facts(String yaml) {
    var builder = new SnapshotBuilder(new Normalizers(Digest.withRandomKey()));
    var bytes =
        new ByteArrayInputStream((NAMESPACES + "---\n" + yaml).getBytes(StandardCharsets.UTF_8));
    builder.add(new SourceReader(Path.of("."), Limits.STANDARD).read(bytes, "all.yaml"));
    return Analysis.of(builder.build(PlatformInference.infer(builder.entities())));
  }

  @Test
  void aHostIsFollowedToTheRoleThatItsPodsConnectAs() {
    Facts facts =
        facts(
            """
            apiVersion: traefik.io/v1alpha1
            kind: IngressRoute
            metadata: {name: shop, namespace: north}
            spec: {routes: [{match: "Host(`north.example`)", services: [{name: odoo, port: 80}]}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: odoo, namespace: north}
            spec: {selector: {app: web}, ports: [{port: 80}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: north, labels: {app: web}}
            spec:
              containers:
                - name: odoo
                  image: odoo:18
                  args: [--database=north, --db_host=pg, --db_user=odoo_north]
                  env: [{name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}]
            """);

    assertThat(facts.databasePaths())
        .isEqualTo(
            Map.of(
                "Route:IngressRoute/north/shop",
                List.of(
                    new DatabasePath(
                        "north",
                        List.of("north.example"),
                        "north/odoo",
                        "Workload:Pod/north/web",
                        "pg",
                        "north",
                        "odoo_north",
                        "north/db",
                        List.of(
                            new Step(
                                "IngressRoute shop leads to service north/odoo",
                                "Route:IngressRoute/north/shop",
                                "/spec/routes/0/services/0"),
                            new Step(
                                "its selector chooses the pods of Pod web",
                                "Workload:Pod/north/web",
                                "/spec"),
                            new Step(
                                "they take PASSWORD from Secret db",
                                "Workload:Pod/north/web",
                                "/spec/containers/0/env/0"),
                            new Step(
                                "they connect as role odoo_north to database north on pg",
                                "OdooInstance:Pod/north/web",
                                ""))))));
  }

  @ParameterizedTest(name = "destinations {0} write {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[{namespace: north}] | north",
        "[{namespace: '*th'}] | north south",
        "[{namespace: '*'}] | *",
        "[{namespace: '*'}, {namespace: '!south'}] | north",
        "[] | ''"
      })
  void anApplicationWritesWhatItsProjectAllows(String destinations, String writes) {
    Facts facts =
        facts(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: AppProject
            metadata: {name: p, namespace: argocd}
            spec: {destinations: %s}
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: a, namespace: argocd}
            spec: {project: p, source: {repoURL: g, path: north}, destination: {namespace: north}}
            """
                .formatted(destinations));

    assertThat(facts.deliveries().values())
        .hasSize(2)
        .allSatisfy(delivery -> {
          assertThat(delivery.sources()).containsExactly("g north");
          assertThat(delivery.serves()).containsExactly("north");
          assertThat(String.join(" ", delivery.writes())).isEqualTo(writes);
        });
  }

  @ParameterizedTest(name = "{0} with {1} writes {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                            | RoleBinding        | *",
        "{serviceAccountName: release} | RoleBinding        | south",
        "{serviceAccountName: release} | ClusterRoleBinding | *",
        "{serviceAccountName: other}   | RoleBinding        | ''"
      })
  void fluxWritesWhatItsAccountMay(String spec, String binding, String writes) {
    Facts facts =
        facts(
            """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: k, namespace: north}
            spec: %s
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: %s
            metadata: {name: b, %s}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
            subjects: [{kind: ServiceAccount, name: release, namespace: north}]
            """
                .formatted(spec, binding, binding.startsWith("Cluster") ? "" : "namespace: south"));

    assertThat(facts.deliveries().values())
        .extracting(Delivery::serves, d -> String.join(" ", d.writes()))
        .containsExactly(tuple(List.of("north"), writes));
  }
}

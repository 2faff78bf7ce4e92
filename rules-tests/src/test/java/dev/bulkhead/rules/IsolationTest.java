package dev.bulkhead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Selection;
import dev.bulkhead.isolation.Breach;
import dev.bulkhead.isolation.Isolation;
import dev.bulkhead.isolation.State;
import dev.bulkhead.isolation.Wall;
import dev.bulkhead.model.Layer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The matrix over a platform of three tenants, and over what one file more does to it. */
class IsolationTest {
  private static final CaseScan SCAN = scan();

  private static final String PLATFORM =
      """
      platform: p
      scope: %s
      tenants:
        - {id: a, owns: {namespaces: [a], roles: [a], databases: [a], hosts: [a.example]}}
        - {id: b, owns: {namespaces: [b], roles: [b], databases: [b], hosts: [b.example]}}
        - {id: c, owns: {namespaces: [c], roles: [c], databases: [c], hosts: [c.example]}}
      """;

  private static final String TENANT =
      """
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: TENANT}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: default-deny, namespace: TENANT}
      spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: TENANT}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: odoo
                image: registry.example/odoo:18
                args: [--db_name=TENANT, --db_host=pg, "--db-filter=^TENANT$"]
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: db, namespace: TENANT}
      stringData: {password: secret-of-TENANT}
      """;

  /** Tenant a may call everybody, and everybody tenant b. */
  private static final String A_TO_B =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: out, namespace: a}
      spec: {podSelector: {}, policyTypes: [Egress], egress: [{}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: in, namespace: b}
      spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{}]}
      """;

  private static final String EVERY = "a>b a>c b>a b>c c>a c>b";
  private static final String HBA = "hostssl %s %s 10.0.0.0/8 scram-sha-256\n";

  @TempDir Path directory;

  private static CaseScan scan() {
    try {
      return new CaseScan(ControlLibrary.load(List.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> platform(String scope) {
    var files = new LinkedHashMap<String, String>();
    files.put("bulkhead.yaml", PLATFORM.formatted(scope));
    for (String tenant : List.of("a", "b", "c")) {
      files.put(tenant + ".yaml", TENANT.replace("TENANT", tenant));
    }
    return files;
  }

  private Assessment assess(Map<String, String> files) throws IOException {
    return SCAN.assess(new Selection(List.of(), List.of()), files, directory);
  }

  /** The pairs that are broken in a layer, such as {@code a>b}. */
  private static String broken(Isolation isolation, Layer layer) {
    int all = isolation.tenants().size();
    return IntStream.range(0, all * all)
        .filter(i -> i / all != i % all)
        .filter(i -> isolation.state(i / all, i % all, layer) == State.BROKEN)
        .mapToObj(i -> isolation.tenants().get(i / all) + ">" + isolation.tenants().get(i % all))
        .collect(Collectors.joining(" "));
  }

  private static String controls(Isolation isolation, Layer layer) {
    return isolation.breaches().stream()
        .filter(b -> b.layer() == layer)
        .flatMap(b -> b.findings().stream())
        .map(Finding::control)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(" "));
  }

  /** What one more file does: pairs that are broken then, and the controls that say so. */
  record Change(Layer layer, String file, String text, String broken, String controls) {
    @Override
    public String toString() {
      return controls + ": " + broken;
    }
  }

  static Stream<Change> changes() {
    return Stream.of(
        new Change(
            Layer.APPLICATION,
            "route.yaml",
            """
            apiVersion: traefik.io/v1alpha1
            kind: IngressRoute
            metadata: {name: shop, namespace: a}
            spec: {routes: [{match: "Host(`b.example`)", services: [{name: web, port: 80}]}]}
            """,
            "a>b",
            "ISO-12"),
        new Change(Layer.APPLICATION, "redis.conf", "requirepass one-for-all\n", EVERY, "ISO-08"),
        new Change(Layer.DATABASE, "pg_hba.conf", HBA.formatted("all", "all"), EVERY, "ISO-07"),
        new Change(Layer.DATABASE, "pg_hba.conf", HBA.formatted("all", "a"), "a>b a>c", "ISO-07"),
        new Change(Layer.DATABASE, "pg_hba.conf", HBA.formatted("c", "a"), "a>c", "ISO-07"),
        new Change(
            Layer.DATABASE,
            "odoo.yaml",
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cron, namespace: a}
            spec:
              selector: {matchLabels: {app: cron}}
              template:
                metadata: {labels: {app: cron}}
                spec:
                  containers:
                    - {name: odoo, image: "registry.example/odoo:18", args: [--database=b, --db_host=pg]}
            """,
            "a>b b>a",
            "ISO-06"),
        new Change(Layer.NETWORK, "open.yaml", A_TO_B, "a>b", "ISO-03"),
        new Change(
            Layer.OPERATIONS,
            "copy.yaml",
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: copy, namespace: c}
            stringData: {password: secret-of-a}
            """,
            "a>c c>a",
            "ISO-10"),
        new Change(
            Layer.OPERATIONS,
            "binding.yaml",
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: guests, namespace: b}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
            subjects: [{kind: ServiceAccount, name: web, namespace: a}]
            """,
            "a>b",
            "ISO-11"),
        new Change(
            Layer.OPERATIONS,
            "binding.yaml",
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: guests}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
            subjects: [{kind: ServiceAccount, name: web, namespace: a}]
            """,
            "a>b a>c",
            "IAM-03 ISO-11"),
        new Change(
            Layer.OPERATIONS,
            "argo.yaml",
            """
            apiVersion: argoproj.io/v1alpha1
            kind: AppProject
            metadata: {name: both, namespace: argocd}
            spec: {sourceRepos: [g], destinations: [{namespace: a}, {namespace: b}]}
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata: {name: shop, namespace: argocd}
            spec: {project: both, source: {repoURL: g, path: a}, destination: {namespace: a}}
            """,
            "a>b",
            "DEL-07"),
        new Change(
            Layer.OPERATIONS,
            "flux.yaml",
            """
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: {name: shop, namespace: c}
            spec: {sourceRef: {kind: GitRepository, name: shop}, path: ./}
            """,
            "c>a c>b",
            "DEL-07"),
        new Change(
            Layer.GOVERNANCE,
            "loki.yaml",
            "auth_enabled: false\nschema_config: {configs: []}\n",
            EVERY,
            "ISO-18 TEN-01"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aFindingBetweenTenantsBreaksTheirCells(Change change) throws IOException {
    Map<String, String> files = platform("complete");
    files.put(change.file, change.text);
    Isolation isolation = Isolation.of(assess(files));

    assertThat(broken(isolation, change.layer)).isEqualTo(change.broken);
    assertThat(controls(isolation, change.layer)).isEqualTo(change.controls);
  }

  @Test
  void whatPassedIsProvenWithTheControlsThatPassed() throws IOException {
    Isolation isolation = Isolation.of(assess(platform("complete")));

    assertThat(isolation.state(0, 1, Layer.NETWORK)).isEqualTo(State.PROVEN);
    assertThat(isolation.wall(0, Layer.NETWORK))
        .isEqualTo(
            new Wall(
                List.of(
                    new Wall.Held("ISO-03", "No pod of one tenant can reach a pod of another", 1)),
                List.of()));
    assertThat(isolation.state(0, 1, Layer.DATABASE)).isEqualTo(State.PROVEN);
  }

  @Test
  void aTenantThatOneReachesIsKeptApartFromTheRest() throws IOException {
    Map<String, String> files = platform("complete");
    files.put("open.yaml", A_TO_B);
    Isolation isolation = Isolation.of(assess(files));

    assertThat(isolation.state(0, 1, Layer.NETWORK)).isEqualTo(State.BROKEN);
    assertThat(isolation.state(1, 0, Layer.NETWORK)).isEqualTo(State.PROVEN);
    assertThat(isolation.state(2, 1, Layer.NETWORK)).isEqualTo(State.PROVEN);
  }

  @Test
  void whatCannotBeJudgedIsUnknownWithWhatWouldAnswerIt() throws IOException {
    Map<String, String> files = platform("complete");
    files.put(
        "cilium.yaml",
        """
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: {name: c, namespace: b}
        spec: {endpointSelector: {}}
        """);
    Isolation isolation = Isolation.of(assess(files));

    assertThat(isolation.state(0, 2, Layer.NETWORK)).isEqualTo(State.PROVEN);
    assertThat(isolation.state(0, 1, Layer.NETWORK)).isEqualTo(State.UNKNOWN);
    assertThat(isolation.state(1, 0, Layer.NETWORK)).isEqualTo(State.UNKNOWN);
    assertThat(isolation.wall(1, Layer.NETWORK).needs())
        .containsExactly(
            new Wall.Need(
                "ISO-03",
                "policies of another engine apply to namespace b and were not evaluated",
                1));
  }

  @Test
  void whatIsNotInPartOfAPlatformLeavesItUnknown() throws IOException {
    Isolation isolation = Isolation.of(assess(platform("partial")));

    assertThat(isolation.wall(0, Layer.DATABASE).needs())
        .containsExactly(
            new Wall.Need(
                "ISO-07",
                "no HostBasedAuthentication that the tenant has or shares is in this input, which"
                    + " is partial",
                0));
  }

  @Test
  void whatCouldNotBeReadMayOpenWhatIsClosed() throws IOException {
    Map<String, String> files = platform("complete");
    files.put("policies.yaml", "apiVersion: networking.k8s.io/v1\nkind: [NetworkPolicy\n");
    Isolation isolation = Isolation.of(assess(files));

    assertThat(isolation.count(Layer.NETWORK)).isEqualTo(Map.of(State.UNKNOWN, 3));
    assertThat(isolation.wall(0, Layer.NETWORK).needs())
        .containsExactly(new Wall.Need("", "a part of the input could not be evaluated", 0));
  }

  @Test
  void controlsThatWereNotAskedForLeaveTheirLayerUnknown() throws IOException {
    Isolation isolation =
        Isolation.of(
            SCAN.assess(
                new Selection(List.of("ISO-06"), List.of()), platform("complete"), directory));

    assertThat(isolation.wall(0, Layer.DATABASE).needs())
        .containsExactly(new Wall.Need("ISO-07", "it was not asked for in this run", 0));
    assertThat(isolation.count(Layer.NETWORK)).isEqualTo(Map.of(State.UNKNOWN, 3));
  }

  @Test
  void aServerOfItsOwnKeepsATenantOutOfWhatTheOthersShare() throws IOException {
    Map<String, String> files = platform("complete");
    files.put(
        "bulkhead.yaml",
        PLATFORM
            .formatted("complete")
            .replace("namespaces: [c]", "files: ['c/**'], namespaces: [c]"));
    files.put("pg_hba.conf", HBA.formatted("all", "all"));
    files.put("c/pg_hba.conf", HBA.formatted("c", "c"));
    Isolation isolation = Isolation.of(assess(files));

    assertThat(broken(isolation, Layer.DATABASE)).isEqualTo("a>b b>a");
  }

  @Test
  void aWaiverLeavesTheWayOpenAndSaysThatItIsAccepted() throws IOException {
    Map<String, String> files = platform("complete");
    files.put("pg_hba.conf", HBA.formatted("c", "a"));
    files.put(
        "waivers.yaml",
        """
        waivers:
          - id: reports
            control: ISO-07
            reason: a reports over c until they part
            owner: kim@example.com
            approver: sam@example.com
            expires: 2027-01-31
        """);
    Isolation isolation = Isolation.of(assess(files));

    assertThat(broken(isolation, Layer.DATABASE)).isEqualTo("a>c");
    assertThat(isolation.breaches())
        .filteredOn(b -> b.layer() == Layer.DATABASE)
        .extracting(Breach::accepted)
        .containsExactly(true);
  }

  @Test
  void tenantsThatAreKeptApartFromTheSameOthersAreAlike() throws IOException {
    Map<String, String> files = platform("complete");
    assertThat(Isolation.of(assess(files)).alike(1)).isEqualTo(List.of(List.of(0, 1, 2)));

    files.put("pg_hba.conf", HBA.formatted("c", "a"));
    Isolation isolation = Isolation.of(assess(files));
    assertThat(isolation.alike(3)).hasSize(3);
    assertThat(isolation.alike(2)).isEmpty();
  }
}

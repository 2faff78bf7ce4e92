package dev.bulkhead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.rules.ScannedPlatform.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The compliant retail platform has no finding; each single change breaks exactly the controls that
 * speak of it.
 */
class RetailPlatformTest {
  @TempDir Path directory;

  @Test
  void theCompliantPlatformIsClean() throws IOException {
    var result = ScannedPlatform.copyOf("retail", directory).scan("--severity", "low");

    assertThat(result.findings()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  @ParameterizedTest(name = "{3}: {0} {1} becomes {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          north/web.yaml        | runAsUser: 10001                      | runAsUser: 0                          | WRK-01
          north/web.yaml        | runAsNonRoot: true                    | runAsNonRoot: false                   |
          north/web.yaml        | allowPrivilegeEscalation: false       | allowPrivilegeEscalation: true        | WRK-02
          north/web.yaml        | drop: [ALL]                           | drop: [NET_RAW]                       | WRK-03
          north/web.yaml        | drop: [ALL]                           | {add: [SYS_ADMIN], drop: [ALL]}       | WRK-03
          north/web.yaml        | type: RuntimeDefault                  | type: Unconfined                      | WRK-04
          north/web.yaml        | readOnlyRootFilesystem: true          | readOnlyRootFilesystem: false         | WRK-05
          north/web.yaml        | allowPrivilegeEscalation: false       | {privileged: true, allowPrivilegeEscalation: false} | WRK-06
          north/web.yaml        | serviceAccountName: odoo              | {serviceAccountName: odoo, hostNetwork: true} | WRK-07
          north/namespace.yaml  | pod-security.kubernetes.io/enforce: restricted | pod-security.kubernetes.io/enforce: baseline | WRK-08
          north/web.yaml        | memory: 1Gi                           | cpu: 1                                |
          north/web.yaml        | cpu: 250m                             | ephemeral-storage: 1Gi                |
          north/namespace.yaml  | type: Container                       | type: Pod                             |
          north/web.yaml        | readinessProbe:                       | lifecycle:                            | WRK-10
          north/web.yaml        | replicas: 2                           | replicas: 1                           | WRK-14
          north/web.yaml        | maxUnavailable: 1                     | maxUnavailable: 0                     | WRK-14
          north/web.yaml        | registry.retail.example/platform/odoo | docker.io/library/odoo                | IMG-01
          images/Dockerfile     | USER 10001:10001                      | USER root                             | IMG-03
          images/Dockerfile     | COPY --chown=10001:10001 addons       | COPY --chown=10001:10001 id_rsa       | IMG-06
          images/Dockerfile     | USER 10001:10001                      | {RUN curl} | IMG-05
          north/network.yaml    | kubernetes.io/metadata.name: edge     | kubernetes.io/metadata.name: other    |
          access/roles.yaml     | name: platform-break-glass            | name: developers                      | IAM-01 IAM-07
          access/roles.yaml     | resources: [pods, pods/log]           | resources: [pods, pods/exec]          | IAM-04 IAM-12
          access/roles.yaml     | resources: [pods, pods/log]           | resources: [pods, nodes/proxy]        | IAM-04
          edge/traefik.yml      | dashboard: false                      | insecure: true                        | ING-08
          edge/traefik.yml      | trustedIPs: ["10.0.0.0/8"]            | insecure: true                        | ING-14
          edge/traefik.yml      | allowCrossNamespace: false            | allowCrossNamespace: true             | ING-18
          edge/traefik.yml      | redirections:                         | elsewhere:                            | ING-03
          edge/tls.yaml         | contentTypeNosniff: true              | contentTypeNosniff: false             | ING-04
          north/web.yaml        | average: 50                           | average: 0                            | ING-05
          edge/tls.yaml         | maxRequestBodyBytes: 134217728        | maxResponseBodyBytes: 134217728       | ING-06
          access/roles.yaml     | resources: [pods, pods/log]           | resources: [pods, configmaps]         |
          edge/tls.yaml         | minVersion: VersionTLS12              | minVersion: VersionTLS10              | ING-02
          edge/tls.yaml         | insecureSkipVerify: false             | insecureSkipVerify: true              | ING-17
          databases/pg_hba.conf | hostssl  north                        | host     north                        | PGS-02
          databases/pg_hba.conf | 10.20.0.0/24   scram-sha-256          | 10.20.0.0/24   md5                    | PGS-03
          databases/pg_hba.conf | odoo_north  10.20.0.0/24              | odoo_north  0.0.0.0/0                 | PGS-04
          databases/postgresql.conf | ssl = on                          | ssl = off                             | PGS-01
          databases/users.acl   | user default off                      | user default on nopass                | RED-01
          north/odoo.conf       | list_db = False                       | list_db = True                        | ING-07 ODO-01
          north/odoo.conf       | dbfilter = ^north$                    | dbfilter = .*                         | ODO-02
          north/odoo.conf       | proxy_mode = True                     | proxy_mode = False                    | ODO-04
          bulkhead.yaml         | criticality: high                     | # no criticality                      | TEN-01
          bulkhead.yaml         | namespaces: [edge]                    | namespaces: [nowhere]                 | TEN-02
          north/namespace.yaml  | bulkhead.dev/owner: team-north        | other: team-north                     | TEN-08
          north/namespace.yaml  | requests.storage: 100Gi               | configmaps: 10                        | ISO-13
          backups/plans.yaml    | covers: [database, filestore]         | covers: [filestore]                   | BAK-01
          backups/plans.yaml    | covers: [database, filestore]         | covers: [database]                    | BAK-08
          backups/plans.yaml    | dataKeyRef: vault/data-north          | dataKeyRef: vault/backup-north        | BAK-04
          backups/plans.yaml    | keyRef: vault/backup-south            | keyRef: vault/backup-north            | ISO-17
          backups/plans.yaml    | bucket: retail-backups-south          | bucket: retail-backups-north          | ISO-17
          backups/plans.yaml    | immutable: 14d                        | immutable: 1d                         | BAK-05
          backups/plans.yaml    | retention: 30d                        | retention: 7d                         | BAK-06
          backups/plans.yaml    | region: eu-central-1                  | region: us-east-1                     | TEN-07
          backups/plans.yaml    | secrets, audit]                       | secrets]                              | BAK-09
          backups/plans.yaml    | verification: checksum                | verification: none                    | BAK-11
          backups/plans.yaml    | deleters: [backup-admins]             | deleters: [database-admins]           | BAK-17
          backups/alerts.yaml   | alert: BackupTooOld                   | alert: Other                          |
          """)
  void oneChangeBreaksOneControl(String file, String from, String to, String control)
      throws IOException {
    String change =
        to.startsWith("{") && to.contains(": ") && !to.contains("[") && file.endsWith("web.yaml")
            ? entries(to)
            : to;
    change = change.startsWith("{add") ? "add: [SYS_ADMIN]\n              drop: [ALL]" : change;
    change =
        change.startsWith("{RUN") ? "RUN curl -s https://x.example | sh\nUSER 10001:10001" : change;

    var result = ScannedPlatform.copyOf("retail", directory).change(file, from, change).scan();

    assertThat(result.controls())
        .isEqualTo(control == null ? List.of() : List.of(control.split(" ")));
    assertThat(result.exitCode()).isEqualTo(control == null || control.equals("TEN-08") ? 0 : 1);
  }

  /** {@code {a: 1, b: 2}} as lines at the indentation of a container's or pod's settings. */
  private static String entries(String braces) {
    boolean pod = braces.contains("hostNetwork");
    return braces
        .substring(1, braces.length() - 1)
        .replace(", ", pod ? "\n      " : "\n            ");
  }

  @Test
  void anOpenNamespaceIsReachedFromTheOtherTenantWithTheProof() throws IOException {
    var platform =
        ScannedPlatform.copyOf("retail", directory)
            .write("north/network.yaml", "")
            .change(
                "south/network.yaml",
                "kubernetes.io/metadata.name: databases",
                "kubernetes.io/metadata.name: north")
            .change("south/network.yaml", "app: pooler", "app: odoo");

    var result = platform.scan("--only", "ISO-03");

    assertThat(result.findings())
        .extracting(Found::control, Found::severity, Found::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "ISO-03",
                "critical",
                "Deployment odoo of tenant north can be reached from tenant south"));
    assertThat(result.json())
        .contains(
            "NetworkPolicy south/web allows egress to pods with app=odoo of namespaces with kubernetes.io/metadata.name=north")
        .contains("north/odoo is selected by no NetworkPolicy for ingress, so ingress is open");
  }

  @Test
  void aHostThatTwoTenantsClaimIsFoundOnBothSides() throws IOException {
    var result =
        ScannedPlatform.copyOf("retail", directory)
            .change(
                "south/web.yaml",
                "Host(`south.retail.example`)",
                "Host(`north.retail.example`) && PathPrefix(`/web`)")
            .scan();

    assertThat(result.findings())
        .extracting(Found::control, f -> f.file().replaceFirst(".*/(?=(north|south)/)", ""))
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("ISO-12", "north/web.yaml"),
            org.assertj.core.groups.Tuple.tuple("ISO-12", "south/web.yaml"));
  }

  @Test
  void anApprovedWaiverWaivesAndAnExpiredOneIsAFinding() throws IOException {
    var platform =
        ScannedPlatform.copyOf("retail", directory)
            .change("north/web.yaml", "replicas: 2", "replicas: 1")
            .write(
                "waivers.yaml",
                """
                waivers:
                  - id: small-store
                    control: WRK-14
                    selector: {tenant: north}
                    reason: a pilot store
                    owner: team-north
                    approver: ciso
                    expires: 2999-01-01
                """);

    assertThat(platform.scan().exitCode()).isZero();

    platform.change("waivers.yaml", "2999-01-01", "2020-01-01");

    assertThat(platform.scan().controls()).containsExactly("GOV-02", "WRK-14");
  }

  @Test
  void aBaselineLetsOnlyNewFindingsFail() throws IOException {
    var platform =
        ScannedPlatform.copyOf("retail", directory)
            .change("north/web.yaml", "replicas: 2", "replicas: 1");
    Path baseline = directory.resolve("baseline.json");
    java.nio.file.Files.writeString(baseline, platform.scan().json());

    assertThat(platform.scan("--baseline", baseline.toString()).exitCode()).isZero();
  }

  @Test
  void aSecretInTheInputReachesNoReport() throws IOException {
    String canary = "Canary-7f3a9c2e51d84b06";
    var platform =
        ScannedPlatform.copyOf("retail", directory)
            .change("north/odoo.conf", "workers = 4", "db_password = " + canary)
            .write(
                "north/secret.yaml",
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: database, namespace: north}
                stringData: {password: %s}
                """
                    .formatted(canary));

    for (String format :
        List.of("console", "sarif", "json", "html", "junit", "gitlab", "markdown")) {
      var out = new java.io.StringWriter();
      int code =
          dev.bulkhead.cli.Main.execute(
              new String[] {
                "scan",
                platform.directory().toString(),
                "-o",
                format,
                "--all",
                "--at",
                CaseScan.NOW.toString()
              },
              new java.io.PrintWriter(out),
              new java.io.PrintWriter(out));

      assertThat(code).isEqualTo(1);
      assertThat(out.toString()).as(format).contains("SEC-01").doesNotContain(canary);
    }
  }

  @Test
  void inputThatCannotBeReadIsNeverClean() throws IOException {
    var platform =
        ScannedPlatform.copyOf("retail", directory).write("north/broken.yaml", "a: [1\nb: 2\n");

    var result = platform.scan();

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.json()).contains("yaml-syntax").contains("broken.yaml");
    assertThat(platform.scan("--allow-incomplete").exitCode()).isZero();
  }

  @Test
  void aMisspeltKeyOfThePlatformFileIsAnErrorWithAHint() throws IOException {
    var result =
        ScannedPlatform.copyOf("retail", directory)
            .change("bulkhead.yaml", "approvedRegistries", "aprovedRegistries")
            .scan();

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.errors())
        .contains(
            "bulkhead.yaml:5:20: unknown key \"aprovedRegistries\" (did you mean \"approvedRegistries\"?)");
  }
}

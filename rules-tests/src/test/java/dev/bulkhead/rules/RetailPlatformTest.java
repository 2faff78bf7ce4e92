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

/** What a scan of the retail platform says, beside its variants ({@link PlatformsTest}). */
class RetailPlatformTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "{0} {1} becomes {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          north/web.yaml       | runAsNonRoot: true                | runAsNonRoot: false         |
          north/web.yaml       | memory: 1Gi                       | cpu: 1                      |
          north/web.yaml       | cpu: 250m                         | ephemeral-storage: 1Gi      |
          north/namespace.yaml | type: Container                   | type: Pod                   |
          north/network.yaml   | kubernetes.io/metadata.name: edge | kubernetes.io/metadata.name: other |
          access/roles.yaml    | resources: [pods, pods/log]       | resources: [pods, configmaps] |
          backups/alerts.yaml  | alert: BackupTooOld               | alert: Other                |
          access/roles.yaml    | name: platform-break-glass        | name: developers            | IAM-01 IAM-07
          access/roles.yaml    | resources: [pods, pods/log]       | resources: [pods, pods/exec] | IAM-04 IAM-12
          north/odoo.conf      | list_db = False                   | list_db = True              | ING-07 ODO-01
          """)
  void aChangeThatAnotherSettingMakesUpForBreaksNothingAndAWideOneBreaksTwo(
      String file, String from, String to, String controls) throws IOException {
    var result = ScannedPlatform.copyOf("retail", directory).change(file, from, to).scan();

    assertThat(result.controls())
        .isEqualTo(controls == null ? List.of() : List.of(controls.split(" ")));
    assertThat(result.exitCode()).isEqualTo(controls == null ? 0 : 1);
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
  void aHostIsFoundWhereItIsTakenAndNotWhereItBelongs() throws IOException {
    var result =
        ScannedPlatform.copyOf("retail", directory)
            .change(
                "south/web.yaml",
                "Host(`south.retail.example`)",
                "Host(`north.retail.example`) && PathPrefix(`/web`)")
            .scan();

    assertThat(result.findings())
        .extracting(Found::control, f -> f.file().replaceFirst(".*/(?=(north|south)/)", ""))
        .containsExactly(org.assertj.core.groups.Tuple.tuple("ISO-12", "south/web.yaml"));
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

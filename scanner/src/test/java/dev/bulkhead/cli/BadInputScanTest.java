package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing unreadable scans green. */
class BadInputScanTest {
  @TempDir Path folder;

  private Run scan(String... more) {
    var args = new java.util.ArrayList<>(java.util.List.of("scan", folder.toString()));
    args.addAll(java.util.List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  @Test
  void anOdooConfWithoutItsSectionIsReported() throws IOException {
    Files.writeString(folder.resolve("odoo.conf"), "# odoo\nlist_db = True\n");

    Run run = scan();

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("odoo.conf:2", "list_db stands in no section", "[options]");
  }

  @Test
  void aPatchThatNoKustomizationAppliesIsNoWorkload() throws IOException {
    Files.writeString(
        folder.resolve("replicas.yaml"),
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: odoo, namespace: north}
        spec:
          replicas: 3
          template:
            spec:
              containers: [{name: odoo, args: [--workers=4]}]
        """);

    Run run = scan();

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out())
        .contains("replicas.yaml:1", "a part of Deployment odoo")
        .doesNotContain("WRK-");
  }

  @Test
  void whatWasNotReadMakesTheExitCode2UnlessThatIsAccepted() throws IOException {
    Files.writeString(folder.resolve("a.json"), "{} }");

    assertThat(scan().code()).isEqualTo(2);
    assertThat(scan("--allow-incomplete").code()).isEqualTo(0);
  }

  @Test
  void theLimitOfFileSizesIsAnOption() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "a: " + "x".repeat(3_000));

    assertThat(scan().code()).isEqualTo(0);
    assertThat(scan("--max-file-size", "2K").out()).contains("larger than 2 KiB");
    assertThat(scan("--max-file-size", "2X").err()).contains("no size between 1 and 2047M");
  }

  @Test
  void aControlThatBreaksIsNamedAndTheOthersStillJudge() throws IOException {
    Run run =
        judgedBy(
            """
            twice(x) := 1 if x

            twice(x) := 2 if x

            violation contains {"path": "", "message": "never"} if twice(input.meta.name != "") == 3
            """);

    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.out()).contains("OWN-01 broke at Workload:Pod/acme/web", "WRK-");
  }

  @Test
  void aSeverityThatThereIsNotLeavesTheEntityUnknown() throws IOException {
    Run run =
        judgedBy(
            """
            violation contains {"path": "", "message": "bad", "severity": "hgih"} if input.kind
            """);

    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.out())
        .contains("OWN-01 broke at Workload:Pod/acme/web", "critical, high, medium or low");
  }

  /** One pod, scanned by the built-in controls and by OWN-01 with these rules. */
  private Run judgedBy(String rules) throws IOException {
    Files.writeString(
        folder.resolve("pod.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: acme}
        spec:
          containers:
            - {name: web, image: "nginx:1.27", securityContext: {privileged: true}}
        """);
    Path policies = Files.createDirectory(folder.resolve("policies"));
    Files.writeString(
        policies.resolve("own.rego"),
        """
        # METADATA
        # scope: package
        # title: A control of one's own
        # description: A control of one's own.
        # custom:
        #   id: OWN-01
        #   severity: low
        #   kinds: [Workload]
        #   remediation: None.
        package bulkhead.controls.own_01

        """
            + rules);
    return scan("--policies", policies.toString());
  }
}

package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mappings of built-in controls to frameworks of the user's. */
class OwnFrameworksTest {
  private static final String MAPPINGS =
      """
      frameworks:
        - name: ACME handbook
          version: "2026"
          mappings:
            - {control: WRK-14, requirements: ["4.2", "4.3"], coverage: full}
            - {control: WRK-01, requirements: 7, coverage: partial}
        - name: NIST 800-53 r5
          mappings:
            - {control: WRK-01, requirements: CM-7, coverage: partial}
      """;

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void files() throws IOException {
    write("policies/frameworks.yaml", MAPPINGS);
    write(
        "platform/web.yaml",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          template:
            spec:
              containers: [{name: web, image: "web:1"}]
        """);
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(directory.resolve(name).resolveSibling(""));
    Files.writeString(file, text);
  }

  private Run run(String... args) {
    String[] all = java.util.Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--policies";
    all[args.length + 1] = directory.resolve("policies").toString();
    return Run.of(all);
  }

  private Run scan(String... more) {
    String[] all = java.util.Arrays.copyOf(more, more.length + 2);
    all[more.length] = "scan";
    all[more.length + 1] = directory.resolve("platform").toString();
    java.util.Collections.rotate(java.util.Arrays.asList(all), 2);
    return run(all);
  }

  @Test
  void aBuiltInControlShowsTheRequirementsThatAUserMapsItTo() {
    String built = Run.of("controls", "show", "WRK-14").out();
    String mapped = run("controls", "show", "WRK-14").out();
    assertThat(mapped.lines().filter(line -> !built.contains(line)))
        .containsExactly(
            "framework   ACME handbook 2026 4.2 (full)",
            "framework   ACME handbook 2026 4.3 (full)");
  }

  @Test
  void coverageCountsTheUsersFramework() {
    assertThat(run("controls", "coverage").out())
        .containsPattern("\n  ACME handbook 2026 +2 +2 +0 +0 +0\n");
  }

  @Test
  void aRequirementThatIsMappedAlreadyTakesTheUsersCoverage() throws IOException {
    write(
        "policies/frameworks.yaml",
        """
        frameworks:
          - name: NIST 800-53
            version: r5
            mappings:
              - {control: WRK-01, requirements: CM-7, coverage: full}
        """);
    write(
        "policies/team/frameworks.yaml",
        """
        frameworks:
          - name: NIST 800-53 r5
            mappings:
              - {control: WRK-01, requirements: CM-7, coverage: partial}
        """);
    assertThat(run("controls", "show", "WRK-01").out())
        .containsOnlyOnce("framework   NIST 800-53 r5 CM-7")
        .contains("framework   NIST 800-53 r5 CM-7 (partial)");
  }

  @Test
  void aControlOfTheUsersIsMappedToo() throws IOException {
    write(
        "policies/acme.rego",
        """
        # METADATA
        # title: Workloads have a team
        # description: Someone is called at night.
        # custom:
        #   id: ACME-01
        #   severity: low
        #   kinds: [Workload]
        #   remediation: Add the label.
        package bulkhead.controls.acme_01

        violation contains "no team" if not input.meta.labels.team
        """);
    write(
        "policies/frameworks.yaml",
        """
        frameworks:
          - name: ACME handbook
            mappings:
              - {control: ACME-01, requirements: "9", coverage: full}
        """);
    assertThat(run("controls", "show", "ACME-01").out())
        .endsWith("framework   ACME handbook 9 (full)\n");
  }

  @Test
  void aFrameworkOfTheUsersSelectsControls() {
    assertThat(scan("--only", "ACME handbook*", "-o", "json").out())
        .contains("\"id\": \"WRK-14\"", "\"id\": \"WRK-01\"")
        .doesNotContain("\"id\": \"WRK-02\"");
  }

  @Test
  void reportsNameTheUsersFramework() {
    assertThat(scan("--only", "WRK-14", "-o", "sarif").out())
        .contains("\"ACME handbook 2026/4.2\"", "- ACME handbook 2026 4.3 (full)");
    assertThat(scan("--only", "WRK-14", "-o", "json").out())
        .contains("\"framework\": \"ACME handbook 2026\"");
    assertThat(scan("--only", "WRK-14", "-o", "html").out())
        .contains("<li>ACME handbook 2026 4.2 (full)");
    assertThat(scan("--only", "WRK-14", "--explain", "WRK-14").out())
        .contains("ACME handbook 2026 4.2");
  }

  @Test
  void mappingsAreAPartOfTheDigestOfThePolicies() throws IOException {
    String before = digest();
    write("policies/frameworks.yaml", MAPPINGS.replace("partial", "full"));
    assertThat(digest()).isNotEqualTo(before);
  }

  private String digest() {
    var digest = java.util.regex.Pattern.compile("\"policyDigest\": ?\"([0-9a-f]{64})\"");
    var found = digest.matcher(scan("--only", "WRK-14", "-o", "json").out());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void mistakesAreToldWithTheirPlaces() throws IOException {
    write(
        "policies/frameworks.yaml",
        """
        frameworks:
          - name: ACME handbook
            mappings:
              - {control: WRK-144, requirements: 1, coverage: full}
              - {control: WRK-14, requirements: 1, coverage: mostly}
        """);
    Run run = scan("--only", "WRK-14");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("policies/frameworks.yaml:4:19: no control is called \"WRK-144\" (did you mean")
        .contains(
            "policies/frameworks.yaml:5:54: coverage must be full or partial, not \"mostly\"");
    assertThat(run("controls", "list").err()).isEqualTo(run.err());
  }

  @Test
  void theCopyThatAMountedConfigMapHidesIsNotReadTwice() throws IOException {
    write("policies/..2026_11_21/acme.rego", "not even Rego");
    assertThat(run("controls", "list").code()).isZero();
  }
}

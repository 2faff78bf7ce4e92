package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Controls that users bring, and what the scanner finds out where they say little. */
class OwnControlsTest {
  private static final String CONTROL =
      """
      # METADATA
      # title: Containers bound their memory
      # description: One that leaks takes the node down.
      # custom:
      #   id: ACME-01
      #   severity: high
      #   kinds: [Workload]
      #   remediation: Set a limit.
      package bulkhead.controls.acme_01

      violation contains msg if {
      	some c in input.pod.containers
      	unbounded(c)
      	msg := sprintf("%s has no memory limit", [c.name])
      }

      unbounded(c) if not c.limits.memory
      """;

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: shop
      spec:
        template:
          spec:
            containers:
              - name: web
                image: web:1
                resources:
                  limits:
                    cpu: 1
      """;

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(directory.resolve("policies"));
    Files.createDirectories(directory.resolve("platform"));
    Files.writeString(directory.resolve("policies/acme.rego"), CONTROL);
    Files.writeString(directory.resolve("platform/web.yaml"), DEPLOYMENT);
  }

  private String scan(String... more) {
    var out = new StringWriter();
    String[] args = {
      "scan",
      directory.resolve("platform").toString(),
      "--policies",
      directory.resolve("policies").toString(),
      "--only",
      "ACME-01"
    };
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    assertThat(Main.execute(all, new PrintWriter(out), new PrintWriter(out)))
        .as(out.toString())
        .isEqualTo(Main.FINDINGS);
    return out.toString();
  }

  @Test
  void aFindingWithoutAPathStandsAtTheFieldThatItsRuleReadLast() {
    assertThat(scan())
        .contains("HIGH ACME-01  web has no memory limit")
        .containsPattern("web.yaml:13:[0-9]+ ")
        .contains("> 13 │             limits:");
  }

  @Test
  void anExplanationNamesTheExpressionsThatHeldAndTheFieldsTheyRead() {
    String text = scan("--explain", "ACME-01").replaceAll("\\(\\S*acme.rego", "(acme.rego");
    assertThat(text)
        .contains("held      some c in input.pod.containers")
        .contains("unbounded(c)")
        .contains("not c.limits.memory")
        .contains("reads     /pod/containers/0/limits/memory");
  }

  @Test
  void jsonHasTheExplanationToo() {
    assertThat(scan("--explain", "ACME-01", "-o", "json"))
        .contains("\"reads\"")
        .contains("\"expression\": \"unbounded(c)\"")
        .contains("\"path\": \"/spec/template/spec/containers/0/resources/limits/memory\"");
  }
}

package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  @TempDir Path folder;

  @Test
  void tenantsAreProposedWithWhatTheyOwn() throws IOException {
    Path shop = Files.createDirectory(folder.resolve("shop"));
    Files.writeString(
        shop.resolve("all.yaml"),
        """
        {apiVersion: v1, kind: Namespace, metadata: {name: north, labels: {bulkhead.dev/tenant: 'no'}}}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web, namespace: north}
        spec: {rules: [{host: north.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: proxy, namespace: edge}
        spec: {containers: [{name: c, image: "registry.example/traefik:3"}]}
        """);
    Run run = Run.of("init", shop.toString());
    assertThat(run.out().lines().filter(line -> !line.strip().startsWith("#")))
        .containsExactly(
            "platform: shop",
            "scope: partial",
            "tiers:",
            "  - name: shared",
            "tenants:",
            "  - id: \"no\"",
            "    tier: shared",
            "    owns:",
            "      namespaces: [north]",
            "      hosts: [north.example]",
            "shared:",
            "  - name: edge",
            "    owns: {namespaces: [edge]}");
    assertThat(run.out()).contains("# registries that images come from here: registry.example");
    assertThat(Schemas.yamlErrors("platform", run.out())).isEmpty();
  }

  @Test
  void theProposalIsAPlatformFileWhateverTheInputIsCalled() throws IOException {
    Path input = Files.createDirectory(folder.resolve("a: {b"));
    Files.writeString(
        input.resolve("all.yaml"),
        """
        {apiVersion: v1, kind: Namespace, metadata: {name: "x\\"\\n- id: evil\\u001b[2J\\u202e#"}}
        """);
    Run run = Run.of("init", input.toString());
    assertThat(run.out()).doesNotContain("\u001b", "\u202e", "\n- id: evil");
    Files.writeString(input.resolve("bulkhead.yaml"), run.out());
    assertThat(Schemas.yamlErrors("platform", run.out())).isEmpty();
    assertThat(Run.of("scan", input.toString()).err()).doesNotContain("bulkhead.yaml:");
  }

  @Test
  void aDirectoryThatDoesNotExistIsAnError() {
    assertThat(Run.of("init", "nowhere"))
        .isEqualTo(new Run(2, "", "bulkhead: no such directory: nowhere\n"));
  }
}

package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in bulkhead.yaml and waivers.yaml are named from where these files lie. */
class PathsTest {
  @TempDir Path root;

  @BeforeEach
  void aPlatformBelowTheRootOfARepository() throws IOException {
    Files.createDirectories(root.resolve(".git"));
    Path platform = Files.createDirectories(root.resolve("platform/shop"));
    Files.writeString(
        root.resolve("platform/bulkhead.yaml"),
        "tenants: [{id: shop, owns: {files: [\"shop/*\"]}}]\n");
    Files.writeString(platform.resolve("Dockerfile"), "FROM odoo:latest\n");
  }

  @Test
  void holdingsAreFoundBelowThePlatformFile() {
    Run run = Run.of("scan", root.resolve("platform").toString(), "--only", "IMG", "-o", "json");
    assertThat(run.out()).contains("\"tenant\": \"shop\"");
  }

  @Test
  void waiversAreFoundBelowTheWaiverFile() throws IOException {
    Files.writeString(
        root.resolve("platform/waivers.yaml"),
        """
        waivers:
          - control: "IMG-*"
            selector: {path: "shop/*"}
            reason: a pilot
            owner: kim
            approver: sam
            expires: 2999-01-01
        """);
    Run run = Run.of("scan", root.resolve("platform").toString(), "--only", "IMG", "-o", "json");
    assertThat(run.out()).contains("\"state\": \"waived\"").doesNotContain("\"state\": \"new\"");
    assertThat(run.code()).isZero();
  }
}

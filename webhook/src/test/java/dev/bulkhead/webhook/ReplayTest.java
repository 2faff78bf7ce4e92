package dev.bulkhead.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision is made again offline, from its line in the log and the snapshot. */
class ReplayTest {
  /** Says the time by which it judges. */
  private static final String CLOCK =
      """
      # METADATA
      # title: Pods say what time it is
      # description: For tests.
      # custom:
      #   id: OWN-01
      #   severity: low
      #   kinds: [Workload]
      #   remediation: None.
      package bulkhead.controls.own_01

      violation contains {
        "path": "/name",
        "message": "a pod came",
        "observed": data.platform.now,
        "expected": "no pod",
      }
      """;

  @TempDir Path folder;

  private String again(String... reviews) throws IOException {
    var args = new java.util.ArrayList<>(List.of("admit"));
    for (int i = 0; i < reviews.length; i++) {
      Path file = folder.resolve("review-" + i + ".json");
      Files.writeString(file, reviews[i]);
      args.addAll(List.of("-f", file.toString()));
    }
    args.addAll(
        List.of(
            "--log", folder.resolve("decisions.log").toString(),
            "--context", folder.resolve("snapshot.json").toString(),
            "--config", folder.resolve("bulkhead.yaml").toString(),
            "--policies", folder.resolve("own").toString()));
    var out = new StringWriter();
    int code =
        Main.execute(args.toArray(String[]::new), new PrintWriter(out), new PrintWriter(out));
    return code + " " + out;
  }

  private Served served() throws Exception {
    Path own = Files.createDirectories(folder.resolve("own"));
    Files.writeString(own.resolve("own.rego"), CLOCK);
    return Served.in(folder, own);
  }

  @Test
  void theSameReviewMakesTheSameLineToTheLastByte() throws Exception {
    String refused = Served.review("u-1", true);
    String other = Served.review("u-2", false);
    try (var served = served()) {
      served.post(refused);
      served.post(other);
    }

    assertThat(again(refused, other))
        .isEqualTo("0 the same   u-1  Pod a/web\nthe same   u-2  Pod a/web\n");
  }

  @Test
  void anotherObjectIsNoticedEvenWhereTheDecisionIsTheSame() throws Exception {
    String review = Served.review("u-1", true);
    try (var served = served()) {
      served.post(review);
    }

    assertThat(again(review.replace("\"image\": \"x\"", "\"image\": \"x\", \"tty\": true")))
        .startsWith("1 different  u-1  Pod a/web\n  logged  {\"time\":")
        .contains("\n  judged  {\"time\":");
  }

  @Test
  void otherSettingsAreNoticed() throws Exception {
    String review = Served.review("u-1", true);
    try (var served = served()) {
      served.post(review);
    }
    Files.writeString(folder.resolve("admission.yaml"), "mode: warn\n");

    assertThat(again(review)).startsWith("1 different  u-1  Pod a/web\n");
  }

  @Test
  void aReviewIsJudgedAtItsOwnMinute() throws Exception {
    try (var served = served()) {
      served.post(Served.review("u-1", false));
    }
    String line = Files.readAllLines(folder.resolve("decisions.log")).getFirst();
    String minute = line.substring("{\"time\":\"".length(), "{\"time\":\"2026-11-21T12:00".length());

    assertThat(line).contains("\"observed\":\"" + minute + ":00Z\"");
  }

  @Test
  void aReviewThatTheLogDoesNotHaveIsAnError() throws Exception {
    try (var served = served()) {
      served.post(Served.review("u-1", false));
    }

    assertThat(again(Served.review("u-9", false)))
        .startsWith("2 ")
        .contains("decisions.log has no decision on the review u-9");
  }

  @Test
  void theValuesOfASecretAreInNoLineAndChangeNoDigest() throws Exception {
    String secret =
        """
        {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
          "uid": "u-%s", "operation": "CREATE", "name": "s", "namespace": "a",
          "kind": {"group": "", "version": "v1", "kind": "Secret"},
          "resource": {"group": "", "version": "v1", "resource": "secrets"},
          "userInfo": {"username": "alice"},
          "object": {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s", "namespace": "a"},
            "stringData": {"password": "%s"}}}}
        """;
    try (var served = served()) {
      served.post(secret.formatted(1, "correct-horse"));
      served.post(secret.formatted(2, "battery-staple"));
    }

    List<String> lines = Files.readAllLines(folder.resolve("decisions.log"));
    assertThat(String.join("\n", lines)).doesNotContain("correct-horse", "battery-staple");
    assertThat(lines).extracting(ReplayTest::object).hasSize(2).containsOnly(object(lines.getFirst()));
  }

  private static String object(String line) {
    return line.replaceFirst(".*\"object\":\"([0-9a-f]{64})\".*", "$1");
  }
}

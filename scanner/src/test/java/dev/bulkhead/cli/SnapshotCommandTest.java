package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotCommandTest {
  private static final String SECRET = "kT9vLq2canary";

  @TempDir Path folder;

  @Test
  void evaluatingASnapshotGivesExactlyTheResultOfTheScan() throws IOException {
    Path input = input();
    Path snapshot = folder.resolve("s.json");
    assertThat(run("snapshot", input.toString(), "-o", snapshot.toString())).isEqualTo("0 ");
    for (String format : new String[] {"json", "sarif", "console", "html", "junit", "gitlab"}) {
      Path scanned = folder.resolve("scanned." + format);
      Path evaluated = folder.resolve("evaluated." + format);
      String verdict = run("scan", input.toString(), "-o", format + "=" + scanned);
      assertThat(verdict).isEqualTo("1 ");
      String source = input.toString();
      String[] evaluate = {
        "evaluate", snapshot.toString(), "--source", source, "-o", format + "=" + evaluated
      };
      assertThat(run(evaluate)).isEqualTo(verdict);
      assertThat(withoutTime(evaluated)).as(format).isEqualTo(withoutTime(scanned));
    }
  }

  @Test
  void aSnapshotHoldsNoSecretValueAndIsTheSameEachTime() throws IOException {
    Path input = input();
    Path one = folder.resolve("one.json");
    Path two = folder.resolve("two.json");
    run("snapshot", input.toString(), "-o", one.toString());
    run("snapshot", input.toString(), "-o", two.toString());
    assertThat(one).content().contains("DB_PASSWORD").doesNotContain(SECRET);
    assertThat(withoutDigests(one)).isEqualTo(withoutDigests(two));
  }

  @Test
  void whatIsNoSnapshotIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("s.json"), "{\"version\": 99}");
    assertThat(run("evaluate", file.toString()))
        .isEqualTo(
            "2 bulkhead: %s: a snapshot of format 99; this version reads format 1, take the snapshot anew"
                .formatted(file));
    assertThat(run("evaluate", folder.resolve("none.json").toString()))
        .isEqualTo("2 bulkhead: no such snapshot: " + folder.resolve("none.json"));
  }

  private Path input() throws IOException {
    Path input = Files.createDirectories(folder.resolve("in"));
    Files.writeString(
        input.resolve("odoo.yaml"),
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: odoo
          namespace: acme
        spec:
          selector: &labels
            matchLabels: {app: odoo}
          template:
            metadata:
              labels: {app: odoo}
            spec:
              hostNetwork: true
              containers:
                - name: odoo
                  image: odoo:18.0
                  env:
                    - name: DB_PASSWORD
                      value: %s
        """
            .formatted(SECRET));
    return input;
  }

  private static String withoutTime(Path report) throws IOException {
    return Files.readString(report)
        .replaceAll("\"(started|judgedAt|startTimeUtc|endTimeUtc|elapsedMillis)\": [^\\n]*", "")
        .replaceAll("timestamp=\"[^\"]*\"", "")
        .replaceAll("20\\d\\d-[0-9-]*T[0-9:.]*Z", "")
        .replaceAll("(evaluated|controls) in [0-9.]* m?s", "");
  }

  @Test
  void twoSnapshotsOfTheSameFilesHaveTheSameDigest() throws IOException {
    Path input = input();
    Path one = folder.resolve("one.json");
    Path two = folder.resolve("two.json");
    run("snapshot", input.toString(), "-o", one.toString());
    run("snapshot", input.toString(), "-o", two.toString());
    String digest = Files.readString(one).lines().toList().getLast();
    assertThat(digest).matches(".*\"digest\":\"[0-9a-f]{64}\"}");
    assertThat(Files.readString(two)).endsWith(digest + "\n");
    Files.writeString(
        input.resolve("more.yaml"), "{apiVersion: v1, kind: Namespace, metadata: {name: b}}");
    run("snapshot", input.toString(), "-o", two.toString());
    assertThat(Files.readString(two)).doesNotContain(digest);
  }

  /** Digests of secrets are under a key of their own in each scan. */
  private static String withoutDigests(Path snapshot) throws IOException {
    return Files.readString(snapshot).replaceAll("\"digest\":\"[0-9a-f]{32}\"", "");
  }

  private static String run(String... args) {
    var err = new StringWriter();
    int code = Main.execute(args, new PrintWriter(new StringWriter()), new PrintWriter(err, true));
    return code + " " + err.toString().strip();
  }
}

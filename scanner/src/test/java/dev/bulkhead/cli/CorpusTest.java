package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.schema.Schemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scans of real-world repositories, a folder each below {@code -Dcorpus=DIR}: no internal error,
 * every report as its consumer wants it, snapshots that give the same verdict.
 */
class CorpusTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everySourceGivesValidReports() throws IOException {
    String corpus = System.getProperty("corpus", "");
    assumeTrue(!corpus.isEmpty(), "no -Dcorpus=DIR with repositories to scan");
    try (Stream<Path> entries = Files.list(Path.of(corpus))) {
      return entries.filter(Files::isDirectory).sorted().toList().stream()
          .map(source ->
              DynamicTest.dynamicTest(source.getFileName().toString(), () -> check(source)));
    }
  }

  private void check(Path source) throws Exception {
    Path github = folder.resolve("github.sarif");
    Path full = folder.resolve("full.sarif");
    Path json = folder.resolve("report.json");
    Path junit = folder.resolve("junit.xml");
    Path gitlab = folder.resolve("gitlab.json");
    Path markdown = folder.resolve("comment.md");
    Path console = folder.resolve("console.txt");
    Run run =
        Run.of(
            "scan",
            source.toString(),
            "-o",
            "sarif=" + github,
            "-o",
            "json=" + json,
            "-o",
            "junit=" + junit,
            "-o",
            "gitlab=" + gitlab,
            "-o",
            "html=" + folder.resolve("report.html"),
            "-o",
            "markdown=" + markdown,
            "-o",
            "console=" + console);
    assertThat(run.code()).as(run.err()).isLessThan(3);
    Run.of("scan", source.toString(), "--sarif-profile", "full", "-o", "sarif=" + full);

    assertThat(Schemas.sarifErrors(Files.readString(github))).isEmpty();
    assertThat(Schemas.sarifErrors(Files.readString(full))).isEmpty();
    checkGithub(JSON.readTree(github.toFile()).at("/runs/0"), Files.readAllBytes(github));
    assertThat(Schemas.errors("report", Files.readString(json))).isEmpty();
    checkGitlab(JSON.readTree(gitlab.toFile()));
    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
    assertThat(Files.size(markdown)).isLessThanOrEqualTo(65_536);
    assertThat(Files.readString(console)).doesNotContain("\u001b");
    checkSnapshot(source, run.code(), json);
  }

  /** The limits and needs of GitHub's "SARIF support for code scanning". */
  private static void checkGithub(JsonNode run, byte[] file) throws IOException {
    assertThat(run.at("/automationDetails/id").asText()).isEqualTo("bulkhead/");
    assertThat(run.get("results").size()).isLessThanOrEqualTo(5_000);
    assertThat(zipped(file)).as("bytes when compressed").isLessThan(10 << 20);
    for (JsonNode rule : run.at("/tool/driver/rules")) {
      assertThat(rule.at("/shortDescription/text").asText()).hasSizeBetween(1, 1024);
      assertThat(rule.at("/fullDescription/text").asText()).hasSizeBetween(1, 1024);
      assertThat(rule.at("/help/text").asText()).isNotBlank();
      assertThat(rule.at("/name").asText().length()).isLessThanOrEqualTo(255);
      assertThat(rule.at("/properties/tags").size()).isLessThanOrEqualTo(10);
      double severity = Double.parseDouble(rule.at("/properties/security-severity").asText());
      assertThat(severity).isBetween(0.1, 10.0);
    }
    for (JsonNode result : run.get("results")) {
      JsonNode place = result.at("/locations/0/physicalLocation");
      assertThat(place.at("/artifactLocation/uri").asText())
          .isNotEmpty()
          .doesNotStartWith("/")
          .doesNotStartWith("../")
          .doesNotContain("://");
      assertThat(place.at("/region/startLine").asInt()).isPositive();
      assertThat(result.at("/message/text").asText()).isNotBlank();
      assertThat(result.has("suppressions")).isFalse();
      assertThat(result.at("/kind").asText()).isEqualTo("fail");
    }
  }

  private static void checkGitlab(JsonNode issues) {
    Set<String> seen = new HashSet<>();
    for (JsonNode issue : issues) {
      assertThat(seen.add(issue.get("fingerprint").asText())).as("%s", issue).isTrue();
      assertThat(issue.at("/location/path").asText()).isNotEmpty().doesNotStartWith("./");
      assertThat(issue.at("/location/lines/begin").asInt()).isPositive();
    }
  }

  private void checkSnapshot(Path source, int code, Path report) throws IOException {
    Path snapshot = folder.resolve("snapshot.json");
    Path again = folder.resolve("again.json");
    Run.of("snapshot", source.toString(), "-o", snapshot.toString());
    assertThat(Schemas.errors("snapshot", Files.readString(snapshot))).isEmpty();
    Run run =
        Run.of(
            "evaluate", snapshot.toString(), "--source", source.toString(), "-o", "json=" + again);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    for (String part : new String[] {"snapshotDigest", "summary", "findings", "controls"}) {
      assertThat(JSON.readTree(again.toFile()).get(part))
          .as(part)
          .isEqualTo(JSON.readTree(report.toFile()).get(part));
    }
  }

  private static int zipped(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.size();
  }
}

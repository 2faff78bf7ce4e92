package dev.bulkhead.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.report.ReportOptions.SarifProfile;
import dev.bulkhead.report.ReportOptions.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole reports of the sample against {@code src/test/golden}. {@code -Dgolden.refresh=true} writes
 * them anew; one that is missing is written, and the test fails.
 */
class GoldenReportsTest {
  private static final Path GOLDEN = Path.of("src/test/golden/report");

  @TempDir Path root;
  private ReportOptions options = ReportOptions.defaults(SourceText.none());

  @BeforeEach
  void readTheFiles() throws IOException {
    options =
        ReportOptions.defaults(SourceText.under(root, SampleAssessment.in(root).snapshot()))
            .withUriPrefix("k8s/")
            .withSnapshotDigest("5ca1ab1e");
  }

  @Test
  void console() throws IOException {
    compare(ReportFormat.CONSOLE, options, "console.txt");
  }

  @Test
  void consoleWithAllInColour() throws IOException {
    Terminal wide = new Terminal(true, true, 120, true, Set.of());
    compare(ReportFormat.CONSOLE, options.withTerminal(wide), "console-colour-all.txt");
  }

  @Test
  void consoleWithOneControlExplained() throws IOException {
    Terminal one = new Terminal(false, true, 80, false, Set.of("WRK-08"));
    compare(ReportFormat.CONSOLE, options.withTerminal(one), "console-explained.txt");
  }

  @Test
  void sarifForGithub() throws IOException {
    compare(ReportFormat.SARIF, options, "github.sarif");
  }

  @Test
  void sarifWithEverything() throws IOException {
    compare(ReportFormat.SARIF, options.withSarifProfile(SarifProfile.FULL), "full.sarif");
  }

  @Test
  void json() throws IOException {
    compare(ReportFormat.JSON, options, "report.json");
  }

  @Test
  void html() throws IOException {
    compare(ReportFormat.HTML, options, "report.html");
  }

  @Test
  void junit() throws IOException {
    compare(ReportFormat.JUNIT, options, "junit.xml");
  }

  @Test
  void gitlab() throws IOException {
    compare(ReportFormat.GITLAB, options, "gitlab.json");
  }

  @Test
  void markdown() throws IOException {
    compare(ReportFormat.MARKDOWN, options, "comment.md");
  }

  private void compare(ReportFormat format, ReportOptions with, String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.reporter().write(SampleAssessment.in(root), with, out);
    String actual = out.toString(StandardCharsets.UTF_8);
    Path golden = GOLDEN.resolve(name);
    boolean missing = !Files.exists(golden);
    if (missing || Boolean.getBoolean("golden.refresh")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, actual);
    }
    assertThat(missing).as("%s was missing and is written now: look at it", golden).isFalse();
    assertThat(actual).isEqualTo(Files.readString(golden));
  }
}

package dev.bulkhead.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.contrastsecurity.sarif.SarifSchema210;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Location;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Span;
import dev.bulkhead.report.ReportOptions.SarifProfile;
import dev.bulkhead.schema.Schemas;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportersTest {
  private static final String HOSTILE =
      "<script>alert(1)</script>\u001b[2J\n\u202E@everyone](x) ``` | <!-- '\"&\u0000";

  @TempDir Path root;

  @ParameterizedTest
  @EnumSource
  void sarifFollowsTheSchemaAndTheNamedLibraryReadsIt(SarifProfile profile) throws IOException {
    Assessment assessment = SampleAssessment.in(root);
    ReportOptions options = options(assessment.snapshot()).withSarifProfile(profile);
    String sarif = render(ReportFormat.SARIF, assessment, options);
    assertThat(Schemas.sarifErrors(sarif)).isEmpty();
    var results =
        new ObjectMapper().readValue(sarif, SarifSchema210.class).getRuns().getFirst().getResults();
    assertThat(results).hasSize(profile == SarifProfile.FULL ? 7 : 2);
  }

  @Test
  void theJsonReportFollowsItsPublishedSchema() throws IOException {
    Assessment assessment = SampleAssessment.in(root);
    String json = render(ReportFormat.JSON, assessment, options(assessment.snapshot()));
    assertThat(Schemas.errors("report", json)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void noSecretOfTheInputIsShown(ReportFormat format) throws IOException {
    Assessment sample = SampleAssessment.in(root);
    Location at = new Location("acme/odoo.yaml", new Span(15, 13, 15, 28), "/x", true);
    Control control = SampleAssessment.control("SEC-01", Severity.HIGH, "No secrets");
    var finding = SampleAssessment.finding(control, "Workload/acme/odoo", "A secret is here.", at);
    Assessment assessment =
        SampleAssessment.assessment(
            sample.snapshot(), List.of(SampleAssessment.result(control, List.of(finding))));
    String report = render(format, assessment, options(sample.snapshot()));
    assertThat(report).contains("A secret is here.").doesNotContain(SampleAssessment.SECRET);
  }

  @ParameterizedTest
  @EnumSource
  void hostileNamesAreHarmless(ReportFormat format) throws Exception {
    Control control = SampleAssessment.control("WRK-01", Severity.HIGH, "A title");
    Location at = new Location("a/" + HOSTILE + ".yaml", new Span(1, 1, 1, 2), "/", true);
    Finding finding = SampleAssessment.finding(control, "Workload/" + HOSTILE, HOSTILE, at);
    Assessment assessment =
        SampleAssessment.assessment(
            SampleAssessment.snapshot(List.of()),
            List.of(SampleAssessment.result(control, List.of(finding))));
    String report = render(format, assessment, ReportOptions.defaults(SourceText.none()));
    assertThat(report).doesNotContain("\u001b", "\u202E", "\u0000");
    switch (format) {
      case CONSOLE -> assertThat(report).contains("\\u001b[2J\\n\\u202e");
      case MARKDOWN ->
          assertThat(report.replaceAll("(`+)(?!`).*?(?<!`)\\1(?!`)", "code"))
              .doesNotContain("<script>", "@everyone", "<!-- '");
      case HTML -> assertThat(report).doesNotContain("<script>alert", "<!-- '");
      case JUNIT ->
          assertThat(
                  DocumentBuilderFactory.newInstance()
                      .newDocumentBuilder()
                      .parse(new ByteArrayInputStream(report.getBytes(StandardCharsets.UTF_8)))
                      .getElementsByTagName("script")
                      .getLength())
              .isZero();
      case SARIF -> assertThat(Schemas.sarifErrors(report)).isEmpty();
      case JSON -> assertThat(Schemas.errors("report", report)).isEmpty();
      case GITLAB -> assertThat(new ObjectMapper().readTree(report)).hasSize(1);
    }
  }

  @Test
  void sarifKeepsTheMostSevereOfTooManyFindingsAndSaysSo() throws IOException {
    JsonNode run =
        new ObjectMapper()
            .readTree(render(ReportFormat.SARIF, many(6_000), defaults()))
            .at("/runs/0");
    assertThat(run.get("results")).hasSize(5_000);
    assertThat(run.at("/results/0/ruleId").asText()).isEqualTo("WRK-02");
    assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text").asText())
        .isEqualTo("This report holds the 5000 most severe of 6000 findings.");
  }

  @Test
  void sarifSaysWhichFindingsHaveNoFile() throws IOException {
    Control control = SampleAssessment.control("GOV-01", Severity.LOW, "A title");
    Location nowhere = new Location("", null, "", false);
    Finding finding = SampleAssessment.finding(control, "Platform", "No platform file.", nowhere);
    Assessment assessment =
        SampleAssessment.assessment(
            SampleAssessment.snapshot(List.of()),
            List.of(SampleAssessment.result(control, List.of(finding))));
    JsonNode run =
        new ObjectMapper()
            .readTree(render(ReportFormat.SARIF, assessment, defaults()))
            .at("/runs/0");
    assertThat(run.get("results")).isEmpty();
    assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text").asText())
        .isEqualTo("1 findings are about no file and were left out; see the other reports.");
  }

  @ParameterizedTest
  @EnumSource
  void aReportOfManyFindingsIsWrittenInTime(ReportFormat format) throws IOException {
    Assessment assessment = many(5_000);
    long start = System.nanoTime();
    render(format, assessment, defaults());
    assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(5_000);
  }

  @Test
  void markdownStaysWithinItsLimitAndSaysWhatHadNoRoom() throws IOException {
    String report = render(ReportFormat.MARKDOWN, many(5_000), defaults());
    assertThat(report.getBytes(StandardCharsets.UTF_8).length)
        .isBetween(60_000, ReportOptions.PULL_REQUEST_COMMENT);
    assertThat(report)
        .containsPattern("\\*\\*\\d+ of 5000 findings, the least severe, had no room here");
    assertThat(report.split("<details>", -1)).hasSameSizeAs(report.split("</details>", -1));
  }

  @Test
  void theConsoleNamesFindingsOfOneKindInsteadOfRepeatingThem() throws IOException {
    assertThat(render(ReportFormat.CONSOLE, many(5_000), defaults()).lines().count())
        .isLessThan(80);
  }

  @Test
  void theConsoleFitsEightyColumnsAndAscii() throws IOException {
    Assessment sample = SampleAssessment.in(root);
    var ascii = new ReportOptions.Terminal(false, false, 80, true, Set.of());
    String report =
        render(ReportFormat.CONSOLE, sample, options(sample.snapshot()).withTerminal(ascii));
    assertThat(report.lines()).allMatch(line -> line.length() <= 80);
    assertThat(report).matches("\\A\\p{ASCII}*\\z");
  }

  @Test
  void gitlabFingerprintsAreUnique() throws IOException {
    Control control = SampleAssessment.control("WRK-01", Severity.HIGH, "A title");
    Location at = new Location("a.yaml", new Span(1, 1, 1, 2), "/", true);
    Finding twice = SampleAssessment.finding(control, "Workload/a", "Again.", at);
    Assessment assessment =
        SampleAssessment.assessment(
            SampleAssessment.snapshot(List.of()),
            List.of(SampleAssessment.result(control, List.of(twice, twice))));
    JsonNode report =
        new ObjectMapper().readTree(render(ReportFormat.GITLAB, assessment, defaults()));
    assertThat(report.findValuesAsText("fingerprint")).hasSize(2).doesNotHaveDuplicates();
  }

  private static Assessment many(int findings) {
    Control low = SampleAssessment.control("WRK-01", Severity.LOW, "A title");
    Control high = SampleAssessment.control("WRK-02", Severity.HIGH, "Another title");
    List<Finding> lowOnes = new ArrayList<>();
    List<Finding> highOnes = new ArrayList<>();
    for (int i = 0; i < findings; i++) {
      Location at = new Location("a/" + i + ".yaml", new Span(3, 1, 4, 2), "/", true);
      boolean isHigh = i % 3 == 0;
      (isHigh ? highOnes : lowOnes)
          .add(
              SampleAssessment.finding(
                  isHigh ? high : low,
                  "Workload/acme/w" + i,
                  "Container w" + i + " is wrong.",
                  at));
    }
    return SampleAssessment.assessment(
        SampleAssessment.snapshot(List.of()),
        List.of(SampleAssessment.result(low, lowOnes), SampleAssessment.result(high, highOnes)));
  }

  private static ReportOptions defaults() {
    return ReportOptions.defaults(SourceText.none());
  }

  private ReportOptions options(Snapshot snapshot) {
    return ReportOptions.defaults(SourceText.under(root, snapshot));
  }

  private static String render(ReportFormat format, Assessment assessment, ReportOptions options)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.reporter().write(assessment, options, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}

package dev.bulkhead.report;

import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How reports are rendered. Nothing here changes a verdict.
 *
 * @param source gives the lines that code frames show
 * @param terminal what the console can show
 * @param sarifProfile what the SARIF report carries
 * @param category GitHub code scanning's category of the run; part before the slash of {@code
 *     automationDetails.id}
 * @param uriPrefix path from the Git root down to the scan's root, {@code ""} or ending in a slash;
 *     put before file URIs in the formats that code hosts read
 * @param snapshotDigest the content digest of the snapshot; null where nobody asked for it
 * @param markdownLimit most bytes of a Markdown report: {@link #PULL_REQUEST_COMMENT} or {@link
 *     #STEP_SUMMARY}
 * @param shown what reports for people show; those for programs always carry everything
 * @param failOn the gate's threshold, for the sentence that states the gate's result
 */
public record ReportOptions(
    SourceText source,
    Terminal terminal,
    SarifProfile sarifProfile,
    String category,
    String uriPrefix,
    @Nullable String snapshotDigest,
    int markdownLimit,
    Severity failOn,
    Shown shown) {

  /** GitHub refuses comment bodies over 65,536 characters. */
  public static final int PULL_REQUEST_COMMENT = 65_000;

  /** GitHub aborts the upload of a step's summary over 1 MiB. */
  public static final int STEP_SUMMARY = 1_040_000;

  /**
   * What the console can show.
   *
   * @param colour whether ANSI colours are understood
   * @param unicode whether more than ASCII is
   * @param width columns
   * @param all whether to show every finding, also the many of one kind
   * @param explained ids of the controls that alone are shown, with all their outcomes; empty = the
   *     whole verdict is shown
   */
  public record Terminal(
      boolean colour, boolean unicode, int width, boolean all, Set<String> explained) {
    /** Fits CI logs: 80 columns, no colour. */
    public static final Terminal PLAIN = new Terminal(false, true, 80, false, Set.of());
  }

  /** What the SARIF report carries. */
  public enum SarifProfile {
    /** Fails only: GitHub shows passes and suppressed results as open alerts. */
    GITHUB,
    /** Also waived, known, passed, not applicable and undecided results. */
    FULL
  }

  /**
   * What reports for people show.
   *
   * @param tenants whose findings are shown; empty = all
   */
  public record Shown(Severity minimum, Set<String> tenants) {
    public static final Shown EVERYTHING = new Shown(Severity.LOW, Set.of());

    boolean includes(Finding finding) {
      String tenant = finding.tenant();
      return finding.severity().compareTo(minimum) <= 0
          && (tenants.isEmpty() || (tenant != null && tenants.contains(tenant)));
    }
  }

  /** Plain terminal, GitHub's profile, a comment's length, every finding over the threshold. */
  public static ReportOptions defaults(SourceText source) {
    return new ReportOptions(
        source,
        Terminal.PLAIN,
        SarifProfile.GITHUB,
        "bulkhead",
        "",
        null,
        PULL_REQUEST_COMMENT,
        Severity.LOW,
        Shown.EVERYTHING);
  }

  public ReportOptions withTerminal(Terminal to) {
    return new ReportOptions(
        source,
        to,
        sarifProfile,
        category,
        uriPrefix,
        snapshotDigest,
        markdownLimit,
        failOn,
        shown);
  }

  public ReportOptions withSarifProfile(SarifProfile to) {
    return new ReportOptions(
        source, terminal, to, category, uriPrefix, snapshotDigest, markdownLimit, failOn, shown);
  }

  public ReportOptions withMarkdownLimit(int to) {
    return new ReportOptions(
        source, terminal, sarifProfile, category, uriPrefix, snapshotDigest, to, failOn, shown);
  }

  public ReportOptions withUriPrefix(String to) {
    return new ReportOptions(
        source, terminal, sarifProfile, category, to, snapshotDigest, markdownLimit, failOn, shown);
  }

  public ReportOptions withSnapshotDigest(String to) {
    return new ReportOptions(
        source, terminal, sarifProfile, category, uriPrefix, to, markdownLimit, failOn, shown);
  }
}

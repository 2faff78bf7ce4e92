package dev.bulkhead.cli;

import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.report.ReportFormat;
import dev.bulkhead.report.ReportOptions;
import dev.bulkhead.report.ReportOptions.SarifProfile;
import dev.bulkhead.report.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which reports are written, and what of the verdict they show. Nothing here changes it. */
final class ReportingOptions {
  /** When colours are used. */
  enum Colour {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** Where a Markdown report is meant for: GitHub has a limit for each. */
  enum MarkdownPlace {
    COMMENT,
    SUMMARY
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT[=FILE]",
      completionCandidates = Formats.class,
      description =
          "Report to write: console, sarif, json, html, junit, gitlab or markdown; without a file to standard output. May be repeated. Default: console.")
  private List<String> outputs = new ArrayList<>();

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      description =
          "Least severity that console, HTML and Markdown show; the exit code does not depend on it.")
  private Severity shown = Severity.LOW;

  @Option(
      names = "--tenant",
      split = ",",
      paramLabel = "TENANT",
      description =
          "Show findings of these tenants only, as --severity; the exit code does not depend on it.")
  private Set<String> tenants = Set.of();

  @Option(
      names = "--explain",
      split = ",",
      paramLabel = "CONTROL",
      description =
          "Show on the console only this control: why it exists, its outcome for everything it looked at, its findings in full.")
  private Set<String> explained = Set.of();

  @Option(
      names = "--all",
      description = "Show every finding on the console, and not only the first of each kind.")
  private boolean all;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "always, never or auto: on a terminal, unless NO_COLOR is set. Default: auto.")
  private Colour colour = Colour.AUTO;

  @Option(
      names = "--sarif-profile",
      paramLabel = "PROFILE",
      description =
          "github: new failures only, at most 5,000; full: waived and known findings and all other outcomes too. Default: github.")
  private SarifProfile sarifProfile = SarifProfile.GITHUB;

  @Option(
      names = "--category",
      paramLabel = "NAME",
      description =
          "SARIF category, by which uploads to GitHub replace each other. Default: bulkhead.")
  private String category = "bulkhead";

  @Option(
      names = "--markdown-for",
      paramLabel = "PLACE",
      description =
          "comment (at most 65,000 bytes) or summary (1 MiB), as GitHub takes them. Default: comment.")
  private MarkdownPlace markdownPlace = MarkdownPlace.COMMENT;

  /** For shells to complete. */
  static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ReportFormat.ids().iterator();
    }
  }

  /**
   * A report to write.
   *
   * @param file null for standard output
   */
  record Target(ReportFormat format, @Nullable Path file) {}

  /** The reports that were asked for. */
  List<Target> targets() {
    var out = new ArrayList<Target>();
    var taken = new HashSet<String>();
    for (String output : outputs.isEmpty() ? List.of("console") : outputs) {
      Target target = target(output);
      out.add(target);
      if (target.file() == null && !taken.add("")) {
        throw new InputException(
            "only one report can go to standard output; name files for the others: -o "
                + target.format().id()
                + "=FILE");
      }
      if (target.file() != null
          && !taken.add(target.file().toAbsolutePath().normalize().toString())) {
        throw new InputException("two reports would be written to " + target.file());
      }
    }
    return out;
  }

  private static Target target(String output) {
    int equals = output.indexOf('=');
    String name = equals < 0 ? output : output.substring(0, equals);
    ReportFormat format =
        ReportFormat.named(name.toLowerCase(Locale.ROOT))
            .orElseThrow(() ->
                new InputException(
                    "unknown format \""
                        + name
                        + "\"; formats: "
                        + String.join(", ", ReportFormat.ids())));
    if (equals == output.length() - 1) {
      throw new InputException("a file is missing after -o " + output);
    }
    return new Target(format, equals < 0 ? null : Path.of(output.substring(equals + 1)));
  }

  /** The controls to explain, in capitals. */
  Set<String> explained() {
    return explained.stream().map(id -> id.toUpperCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  ReportOptions of(SourceText source, Severity failOn, boolean toFile, @Nullable String digest) {
    int markdownLimit =
        switch (markdownPlace) {
          case COMMENT -> ReportOptions.PULL_REQUEST_COMMENT;
          case SUMMARY -> ReportOptions.STEP_SUMMARY;
        };
    boolean coloured =
        switch (colour) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> !toFile && TerminalUse.stdout() && System.getenv("NO_COLOR") == null;
        };
    return new ReportOptions(
        source,
        new ReportOptions.Terminal(
            coloured, TerminalUse.unicode(), TerminalUse.width(), all, explained()),
        sarifProfile,
        category,
        "",
        digest,
        markdownLimit,
        failOn,
        new ReportOptions.Shown(shown, tenants));
  }
}

package dev.bulkhead.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The formats by the names that users give them ({@code -o sarif=out.sarif}). */
public enum ReportFormat {
  CONSOLE(ConsoleReporter::new),
  SARIF(SarifReporter::new),
  JSON(JsonReporter::new),
  JUNIT(JunitReporter::new),
  GITLAB(GitlabReporter::new),
  MARKDOWN(MarkdownReporter::new);

  private final Supplier<Reporter> reporter;

  ReportFormat(Supplier<Reporter> reporter) {
    this.reporter = reporter;
  }

  /** The name as users write it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of a name; empty for a name that is none. */
  public static Optional<ReportFormat> named(String name) {
    return Arrays.stream(values()).filter(f -> f.id().equals(name)).findFirst();
  }

  /** Made on demand, so that a console report never loads what only the others need. */
  public Reporter reporter() {
    return reporter.get();
  }
}

package dev.bulkhead.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats by the names that users give them ({@code -o sarif=out.sarif}). */
public enum ReportFormat {
  CONSOLE,
  SARIF,
  JSON,
  HTML,
  JUNIT,
  GITLAB,
  MARKDOWN;

  /** The name as users write it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(ReportFormat::id).toList();
  }

  /** The format of a name; empty for a name that is none. */
  public static Optional<ReportFormat> named(String name) {
    return Arrays.stream(values()).filter(f -> f.id().equals(name)).findFirst();
  }

  /** Made on demand, so that a console report never loads what only the others need. */
  public Reporter reporter() {
    return switch (this) {
      case CONSOLE -> new ConsoleReporter();
      case SARIF -> new SarifReporter();
      case JSON -> new JsonReporter();
      case HTML -> new HtmlReporter();
      case JUNIT -> new JunitReporter();
      case GITLAB -> new GitlabReporter();
      case MARKDOWN -> new MarkdownReporter();
    };
  }
}

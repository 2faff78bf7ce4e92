package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GitLab's Code Quality report. GitLab itself compares branches, so findings of a baseline are in
 * it; waived ones are not. Fingerprints are unique, for it shows only the first of equal ones.
 */
final class GitlabReporter implements Reporter {

  @Override
  public void write(Assessment assessment, ReportOptions options, OutputStream stream)
      throws IOException {
    Json json = new Json(stream);
    Map<String, Integer> seen = new HashMap<>();
    json.array(() -> {
      for (Finding f : assessment.findings()) {
        if (f.state() != Finding.State.WAIVED) {
          String fix = f.fix().isBlank() ? "" : " Fix: " + f.fix().strip();
          String fingerprint = unique(f.fingerprint(), seen);
          Entry entry = new Entry(f.control(), f.message() + fix, level(f.severity()), fingerprint);
          entry.write(json, options.uriPrefix(), f.location().uri(), f.location().span());
        }
      }
      for (Gap gap : assessment.snapshot().gaps()) {
        String identity = gap.code() + " " + Places.text(gap) + " " + gap.message();
        Entry entry =
            new Entry(
                "not-evaluated",
                "Not evaluated: " + gap.message(),
                gap.incomplete() ? "major" : "info",
                unique(Integer.toHexString(identity.hashCode()), seen));
        entry.write(json, options.uriPrefix(), gap.uri(), gap.span());
      }
    });
    json.end();
  }

  private record Entry(String check, String description, String severity, String fingerprint) {
    void write(Json json, String prefix, String uri, @Nullable Span span) throws IOException {
      json.object(() -> {
        json.text("description", Escape.visible(description));
        json.text("check_name", check);
        json.text("fingerprint", fingerprint);
        json.text("severity", severity);
        json.object(
            "location",
            () -> {
              json.text("path", Places.isFile(uri) ? prefix + uri : uri);
              int line = span == null ? 1 : span.startLine();
              json.object("lines", () -> json.number("begin", line));
            });
      });
    }
  }

  private static String unique(String fingerprint, Map<String, Integer> seen) {
    int occurrence = seen.merge(fingerprint, 1, Integer::sum);
    return occurrence == 1 ? fingerprint : fingerprint + "-" + occurrence;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "blocker";
      case HIGH -> "critical";
      case MEDIUM -> "major";
      case LOW -> "minor";
    };
  }
}

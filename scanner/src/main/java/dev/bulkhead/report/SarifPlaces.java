package dev.bulkhead.report;

import dev.bulkhead.evaluate.Location;
import dev.bulkhead.model.InputFile;
import dev.bulkhead.model.Span;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Places in SARIF. Regions are one line: GitHub shows an alert in a pull request only where all of
 * its lines are in the diff.
 */
final class SarifPlaces {
  private static final String BASE = "%SRCROOT%";

  private final Json json;
  private final ReportOptions options;

  SarifPlaces(Json json, ReportOptions options) {
    this.json = json;
    this.options = options;
  }

  void writeBase() throws IOException {
    json.object(
        "originalUriBaseIds",
        () ->
            json.object(
                BASE,
                () ->
                    json.object(
                        "description", () -> json.text("text", "The root of the repository."))));
  }

  void writeArtifact(InputFile file) throws IOException {
    json.object(() -> {
      writeFile("location", file.uri());
      json.number("length", file.size());
      json.object("hashes", () -> json.text("sha-256", file.digest()));
    });
  }

  void writePhysical(String uri, @Nullable Span span) throws IOException {
    json.object(
        "physicalLocation",
        () -> {
          writeFile("artifactLocation", uri);
          if (span != null) {
            json.object("region", () -> writeRegion(uri, span));
          }
        });
  }

  /** GitHub's line hash; null where the line cannot be read. */
  @Nullable String lineHash(Location location) {
    Span span = location.span();
    return span == null ? null : options.source().hash(location.uri(), span.startLine());
  }

  private void writeFile(String name, String uri) throws IOException {
    json.object(
        name,
        () -> {
          if (Places.isFile(uri)) {
            json.text("uri", Escape.uri(options.uriPrefix() + uri));
            json.text("uriBaseId", BASE);
          } else {
            json.text("uri", uri.contains("://") ? uri : Escape.uri(uri));
          }
        });
  }

  private void writeRegion(String uri, Span span) throws IOException {
    json.number("startLine", span.startLine());
    json.number("startColumn", span.startColumn());
    json.number("endLine", span.startLine());
    int end = endColumn(uri, span);
    if (end > span.startColumn()) {
      json.number("endColumn", end);
    }
  }

  /** The end of the first line where the place has several; 0 where that is not known. */
  private int endColumn(String uri, Span span) {
    if (span.endLine() == span.startLine()) {
      return span.endColumn();
    }
    boolean known = span.startLine() <= options.source().lineCount(uri);
    return known ? options.source().width(uri, span.startLine()) + 1 : 0;
  }
}

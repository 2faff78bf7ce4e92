package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import java.io.IOException;
import java.io.OutputStream;

/** Renders an assessment in one format. Reporters hold no state and can be used again. */
@FunctionalInterface
public interface Reporter {

  /**
   * Writes the whole report in UTF-8 and flushes, but does not close, the stream.
   *
   * @throws IOException where the stream does
   */
  void write(Assessment assessment, ReportOptions options, OutputStream out) throws IOException;
}

package dev.bulkhead.report;
final class SarifReporter implements Reporter {
  public void write(dev.bulkhead.evaluate.Assessment a, ReportOptions o, java.io.OutputStream out) {}
}

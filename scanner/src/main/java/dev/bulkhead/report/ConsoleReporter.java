package dev.bulkhead.report;
final class ConsoleReporter implements Reporter {
  public void write(dev.bulkhead.evaluate.Assessment a, ReportOptions o, java.io.OutputStream out) {}
}

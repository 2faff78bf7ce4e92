package dev.bulkhead.cli;

import dev.bulkhead.evaluate.Severity;
import picocli.CommandLine.Option;

/** What the exit code depends on. */
final class GateOptions {
  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description =
          "Least severity that makes the exit code 1: critical, high, medium or low. Default: medium.")
  private Severity failOn = Severity.MEDIUM;

  @Option(
      names = "--allow-incomplete",
      description = "Do not make the exit code 2 where parts of the input were not evaluated.")
  private boolean allowIncomplete;

  Severity failOn() {
    return failOn;
  }

  boolean allowsIncomplete() {
    return allowIncomplete;
  }
}

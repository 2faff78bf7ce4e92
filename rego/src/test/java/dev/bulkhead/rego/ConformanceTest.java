package dev.bulkhead.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.rego.ConformanceCase.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs a directory of OPA's evaluation test cases, named by the system property {@code
 * rego.conformance.cases}; skipped where it is not set. A case may go unsupported only where it
 * calls one of the built-ins that are left out by name.
 */
class ConformanceTest {
  private static final Map<Outcome.Kind, Integer> COUNTS = new EnumMap<>(Outcome.Kind.class);

  @TestFactory
  Stream<DynamicTest> everyCaseGivesWhatOpaGives() throws IOException {
    String directory = System.getProperty("rego.conformance.cases", "");
    Assumptions.assumeFalse(
        directory.isEmpty(), "no conformance cases: set -Drego.conformance.cases=DIR");
    return files(Path.of(directory)).stream()
        .flatMap(file -> ConformanceCase.read(file).stream())
        .map(c -> DynamicTest.dynamicTest(c.note(), () -> run(c)));
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static void run(ConformanceCase c) {
    Outcome outcome = c.run();
    COUNTS.merge(outcome.kind(), 1, Integer::sum);
    Assumptions.assumeFalse(outcome.kind() == Outcome.Kind.UNSUPPORTED, outcome.detail());
    assertThat(outcome.detail()).as(c.toString()).isEmpty();
  }

  @AfterAll
  static void summary() {
    if (!COUNTS.isEmpty()) {
      System.out.printf(
          "conformance: %d passed, %d failed, %d unsupported%n",
          COUNTS.getOrDefault(Outcome.Kind.PASSED, 0),
          COUNTS.getOrDefault(Outcome.Kind.FAILED, 0),
          COUNTS.getOrDefault(Outcome.Kind.UNSUPPORTED, 0));
    }
  }
}

package dev.bulkhead.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Programs whose types do not fit, and what {@code opa check} of OPA 1.22 says of them: place, code
 * and message of each error, and its details. A program of which nothing is said is accepted. They
 * begin in row 3; variables that OPA makes up are written {@code _}.
 */
class TypeErrorsTest {
  private static final String INDENT = "    ";

  @TestFactory
  Stream<DynamicTest> typesThatDoNotFitAreReportedAsOpaReportsThem() throws IOException {
    try (var in =
        Objects.requireNonNull(TypeErrorsTest.class.getResourceAsStream("type-errors.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.strip().split("\n\n")).map(TypeErrorsTest::test);
    }
  }

  private static DynamicTest test(String block) {
    List<String> program = block.lines().filter(line -> !line.startsWith(INDENT)).toList();
    String errors = block.lines().filter(line -> line.startsWith(INDENT)).toList().toString();
    return DynamicTest.dynamicTest(
        String.join("; ", program),
        () -> assertThat(found(String.join("\n", program)).toString()).isEqualTo(errors));
  }

  private static List<String> found(String program) {
    try {
      Rego.compiler().module("t.rego", "package t\n\n" + program + "\n").compile();
      return List.of();
    } catch (RegoException e) {
      var out = new ArrayList<String>();
      for (RegoError error : e.errors()) {
        var at = Objects.requireNonNull(error.location());
        String place = at.row() + ":" + at.col();
        out.add(INDENT + place + " " + error.code() + ": " + error.message());
        error.details().forEach(line -> out.add(INDENT + "  " + line));
      }
      return out;
    }
  }
}

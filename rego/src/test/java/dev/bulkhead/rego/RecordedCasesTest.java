package dev.bulkhead.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Programs about which this engine and OPA once disagreed, or might: small, each with what OPA 1.22
 * says of it.
 */
class RecordedCasesTest {
  @TestFactory
  Stream<DynamicTest> programsGiveWhatOpaGave() throws URISyntaxException {
    var file =
        Objects.requireNonNull(RecordedCasesTest.class.getResource("differential/cases.json"));
    return ConformanceCase.read(Path.of(file.toURI())).stream()
        .map(c ->
            DynamicTest.dynamicTest(
                c.note(), () -> assertThat(c.run().detail()).as(c.toString()).isEmpty()));
  }
}

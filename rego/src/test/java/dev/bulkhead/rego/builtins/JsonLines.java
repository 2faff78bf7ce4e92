package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Cases of a resource, a line of JSON each. */
final class JsonLines {
  private JsonLines() {}

  static Stream<DynamicTest> tests(
      String resource, Function<ObjectValue, String> name, Consumer<ObjectValue> test)
      throws IOException {
    try (var in = Objects.requireNonNull(JsonLines.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(JsonLines::read)
              .map(c -> DynamicTest.dynamicTest(name.apply(c), () -> test.accept(c)))
              .toList()
              .stream();
    }
  }

  static ObjectValue read(String line) {
    try {
      return (ObjectValue) JsonReader.read(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }
}

package dev.bulkhead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.image.ModuleImage;
import dev.bulkhead.rego.syntax.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ControlImageTest {
  private static final Path POLICIES = Path.of("../policies");

  @Test
  void theImageOfAllControlsHoldsEveryNodeOfTheirTrees() throws IOException {
    List<Module> parsed = Rego.parse(sources());

    assertThat(parsed).hasSizeGreaterThan(200);
    assertThat(ModuleImage.read(ModuleImage.write(parsed))).isEqualTo(parsed);
  }

  private static Map<String, String> sources() throws IOException {
    var out = new TreeMap<String, String>();
    for (String folder : List.of("controls", "lib")) {
      try (Stream<Path> files = Files.walk(POLICIES.resolve(folder))) {
        for (Path file : (Iterable<Path>) files::iterator) {
          if (file.toString().endsWith(".rego")) {
            out.put(POLICIES.relativize(file).toString(), Files.readString(file));
          }
        }
      }
    }
    return out;
  }
}

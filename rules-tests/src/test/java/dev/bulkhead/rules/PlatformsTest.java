package dev.bulkhead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each platform of {@code fixtures/} is compliant, and each of its variants in {@code broken/}
 * turns the one control that it is named after, with these findings and no other. {@code
 * -Dvariants=logistics/ISO-.*} runs some; {@code -Dvariants.refresh=true} writes what is found into
 * the files, to be read before it is committed.
 */
class PlatformsTest {
  private static final boolean REFRESH = Boolean.getBoolean("variants.refresh");
  private static final String SELECTED = System.getProperty("variants", ".*");
  private static final List<String> PLATFORMS = List.of("retail", "logistics", "distribution");

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"retail", "logistics", "distribution"})
  void theCompliantPlatformIsClean(String platform) throws IOException {
    var result =
        ScannedPlatform.copyOf(platform, directory.resolve(platform)).scan("--fail-on", "low");

    assertThat(result.described()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  @TestFactory
  Stream<DynamicContainer> eachVariantTurnsOneControl() {
    return PLATFORMS.stream().map(name -> DynamicContainer.dynamicContainer(name, variants(name)));
  }

  private Stream<DynamicTest> variants(String platform) {
    return read(platform).stream()
        .filter(v -> v.name().matches(SELECTED + "(-.*)?"))
        .map(v -> DynamicTest.dynamicTest(v.name(), v.file().toUri(), () -> check(v)));
  }

  private void check(Variant variant) throws IOException {
    Path copy = directory.resolve(variant.name());
    var platform = ScannedPlatform.copyOf(variant.platform(), copy);
    variant.patch().apply(copy);

    var result = platform.scan("--fail-on", "low");

    if (REFRESH) {
      variant.rewrite(result.described());
    } else {
      assertThat(result.described()).isEqualTo(variant.findings());
    }
    assertThat(result.controls()).containsExactly(variant.control());
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void everyControlThatFilesDecideIsBrokenSomewhere() throws IOException {
    var broken = new TreeSet<String>();
    PLATFORMS.forEach(name -> read(name).forEach(v -> broken.add(v.control())));
    var missing = new ArrayList<String>();
    for (Control control : ControlLibrary.load(List.of()).controls()) {
      String rego = Files.readString(Path.of("..", "policies").resolve(control.file()));
      if (rego.contains("evidence: files") && !broken.contains(control.id())) {
        missing.add(control.id());
      }
    }

    assertThat(missing).isEmpty();
  }

  private static List<Variant> read(String platform) {
    try {
      return Variant.of(platform);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

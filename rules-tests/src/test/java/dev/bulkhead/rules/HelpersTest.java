package dev.bulkhead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.tool.TestResult;
import dev.bulkhead.rego.tool.TestRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The helpers of the controls, by tests in Rego: {@code src/test/rego/lib/<name>_test.rego}. */
class HelpersTest {
  private static final Path DIRECTORY = Path.of("src", "test", "rego", "lib");

  /** The tests of helpers, parsed, by file name. */
  static Map<String, Module> tests() throws IOException {
    var sources = new TreeMap<String, String>();
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path file : files.toList()) {
        sources.put("lib/" + file.getFileName(), Files.readString(file));
      }
    }
    var out = new TreeMap<String, Module>();
    Rego.parse(sources).forEach(module -> out.put(module.file(), module));
    return out;
  }

  /** What these tests give over these policies that is not a pass. */
  static List<TestResult> failures(Collection<Module> tests, Collection<Module> policies) {
    var all = new ArrayList<Module>(policies);
    all.addAll(tests);
    return new TestRunner(all, DataSet.EMPTY, TestRunner.Options.standard())
        .run().stream().filter(r -> r.outcome() != TestResult.Outcome.PASS).toList();
  }

  @Test
  void helpersDoWhatTheirTestsSay() throws IOException {
    Map<String, String> helpers = Policies.sources();
    helpers.keySet().removeIf(file -> !file.startsWith("lib/"));

    assertThat(failures(tests().values(), Rego.parse(helpers))).isEmpty();
  }
}

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

/**
 * Helpers, and limits and lists of controls, by tests in Rego: {@code src/test/rego/lib/
 * <name>_test.rego} and {@code src/test/rego/controls/<plane>/<ID>_test.rego}.
 */
class RegoUnitTest {
  private static final Path DIRECTORY = Path.of("src", "test", "rego");

  /** The tests, parsed, by the name of the policy that they are of. */
  static Map<String, Module> tests() throws IOException {
    var sources = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(DIRECTORY)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".rego")).toList()) {
        sources.put(DIRECTORY.relativize(file).toString(), Files.readString(file));
      }
    }
    var out = new TreeMap<String, Module>();
    Rego.parse(sources).forEach(m -> out.put(m.file().replace("_test.rego", ".rego"), m));
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
  void policiesDoWhatTheirTestsSay() throws IOException {
    Map<String, String> policies = Policies.sources();

    assertThat(policies.keySet()).containsAll(tests().keySet());
    assertThat(failures(tests().values(), Rego.parse(policies))).isEmpty();
  }
}

package dev.bulkhead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.tool.Coverage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases evaluate every line of every control and helper. */
class CoverageTest {
  @TempDir private Path directory;

  @Test
  void noLineOfAPolicyIsLeftOutByTheCases() throws IOException {
    List<Module> modules = Rego.parse(Policies.sources());
    var coverage = new Coverage();
    var scan = new CaseScan(ControlLibrary.ofModules(modules, coverage));
    for (CaseFile file : CaseFile.all()) {
      for (int i = 0; i < file.cases().size(); i++) {
        Path at = directory.resolve(file.control() + "-" + i);
        scan.scan(file.control(), file.cases().get(i).files(), at);
      }
    }

    var uncovered = new ArrayList<String>();
    coverage
        .report(modules)
        .files()
        .forEach((name, report) ->
            report.uncovered().forEach(lines -> uncovered.add(name + ":" + lines)));

    assertThat(uncovered).isEmpty();
  }
}

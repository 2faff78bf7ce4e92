package dev.bulkhead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.model.Gap;
import dev.bulkhead.rules.CaseFile.Case;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every control, over the cases of its file in {@code controls/<plane>/<ID>.yaml}. {@code
 * -Dcases=ISO-03} runs one file (a regular expression over the control's id); {@code
 * -Dcases.refresh=true} writes what the controls say into the files, to be read before it is
 * committed.
 */
class ControlCasesTest {
  private static final boolean REFRESH = Boolean.getBoolean("cases.refresh");
  private static final String SELECTED = System.getProperty("cases", ".*");

  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicContainer> controls() throws IOException {
    var scan = new CaseScan(ControlLibrary.load(List.of()));
    return CaseFile.all().stream()
        .filter(file -> file.control().matches(SELECTED))
        .map(file ->
            DynamicContainer.dynamicContainer(
                file.control(),
                file.path().toUri(),
                REFRESH ? Stream.of(refresh(file, scan)) : cases(file, scan)));
  }

  private Stream<DynamicTest> cases(CaseFile file, CaseScan scan) {
    Map<String, String> fingerprints = fingerprints(file).of(file.control());
    return file.cases().stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.name(),
                () -> {
                  CaseScan.Result result = scan(file, one, scan);
                  assertThat(result.gaps()).extracting(Gap::code).isEqualTo(one.gaps());
                  compare(file.control() + ": " + one.name(), one.expected(), result.outcomes());
                  assertThat(result.fingerprints())
                      .as("the fingerprints of the findings: baselines and waivers know them")
                      .isEqualTo(fingerprints.getOrDefault(one.name(), ""));
                }));
  }

  private DynamicTest refresh(CaseFile file, CaseScan scan) {
    return DynamicTest.dynamicTest(
        "written anew",
        () -> {
          var results = new ArrayList<CaseScan.Result>();
          for (Case one : file.cases()) {
            results.add(scan(file, one, scan));
          }
          file.rewrite(results.stream().map(CaseScan.Result::outcomes).toList());
          fingerprints(file).rewrite(file.control(), Fingerprints.written(file.cases(), results));
        });
  }

  private static Fingerprints fingerprints(CaseFile file) {
    try {
      return Fingerprints.beside(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CaseScan.Result scan(CaseFile file, Case one, CaseScan scan) throws IOException {
    Path at = directory.resolve(file.control() + "-" + file.cases().indexOf(one));
    return scan.scan(file.control(), one.files(), at);
  }

  private static void compare(String what, List<Outcome> expected, List<Outcome> actual) {
    var missing = new ArrayList<Outcome>(expected);
    var unexpected = new ArrayList<Outcome>(actual);
    actual.forEach(missing::remove);
    expected.forEach(unexpected::remove);
    if (missing.isEmpty() && unexpected.isEmpty()) {
      return;
    }
    Assertions.fail(
        what
            + "\nexpected, and not found:\n"
            + listed(missing)
            + "found, and not expected:\n"
            + listed(unexpected)
            + "(-Dcases.refresh=true -Dcases=ID writes what was found into the file)");
  }

  private static String listed(List<Outcome> outcomes) {
    return outcomes.isEmpty()
        ? "  (nothing)\n"
        : String.join("", outcomes.stream().map(o -> o.yaml("  ")).toList());
  }
}

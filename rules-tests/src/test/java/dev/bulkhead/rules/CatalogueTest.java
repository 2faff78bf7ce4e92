package dev.bulkhead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.model.Entity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Controls, their cases and what they say of themselves match one to one. */
class CatalogueTest {
  private static final Path POLICIES = Path.of("..", "policies");

  /** Exists only where something is wrong, so that nothing of its kind can pass. */
  private static final List<String> ONLY_FINDINGS = List.of("CredentialExposure");

  private final List<Control> controls = load();

  private static List<Control> load() {
    try {
      return ControlLibrary.load(List.of()).controls();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyControlHasCasesForEachOutcomeThatItCanGive() throws IOException {
    Map<String, CaseFile> cases = new TreeMap<>();
    for (CaseFile file : CaseFile.all()) {
      cases.put(file.control(), file);
    }
    var missing = new ArrayList<String>();
    for (Control control : controls) {
      CaseFile file = cases.remove(control.id());
      if (file == null) {
        missing.add(control.id() + ": no cases");
      } else {
        Set<String> seen = statuses(file);
        wanted(control).stream()
            .filter(status -> !seen.contains(status))
            .forEach(status -> missing.add(control.id() + ": no case that is " + status));
      }
    }

    assertThat(missing).isEmpty();
    assertThat(cases.keySet()).as("cases of controls that do not exist").isEmpty();
  }

  private static Set<String> statuses(CaseFile file) {
    var out = new HashSet<String>();
    file.cases()
        .forEach(one -> {
          one.expected().forEach(outcome -> out.add(outcome.status()));
          if (one.expected().isEmpty()) {
            out.add("nothing");
          }
        });
    return out;
  }

  private static List<String> wanted(Control control) throws IOException {
    String rego = Files.readString(POLICIES.resolve(control.file()));
    var out = new ArrayList<String>();
    // Without a running system a control of partly live evidence may never pass, of live evidence
    // never be told at all.
    boolean live = rego.contains("evidence: live");
    if (!live) {
      out.add("fail");
    }
    if (!live && !rego.contains("evidence: partly")) {
      out.add(ONLY_FINDINGS.containsAll(control.kinds()) ? "nothing" : "pass");
    }
    if (Pattern.compile("(?m)^applicable\\b").matcher(rego).find()) {
      out.add("not-applicable");
    }
    if (Pattern.compile("(?m)^unknown\\b").matcher(rego).find()) {
      out.add("unknown");
    }
    return out;
  }

  @Test
  void casesStandUnderTheirPlaneAndName() throws IOException {
    for (CaseFile file : CaseFile.all()) {
      String plane =
          file.control()
              .substring(0, file.control().indexOf('-'))
              .toLowerCase(java.util.Locale.ROOT);

      assertThat(CaseFile.DIRECTORY.relativize(file.path()))
          .isEqualTo(Path.of(plane, file.control() + ".yaml"));
      assertThat(file.cases()).extracting(CaseFile.Case::name).doesNotHaveDuplicates();
    }
  }

  @Test
  void controlsStandUnderTheirPlaneAndName() {
    for (Control control : controls) {
      String id = control.id();

      assertThat(control.file())
          .isEqualTo(
              "controls/"
                  + control.plane().toLowerCase(java.util.Locale.ROOT)
                  + "/"
                  + id
                  + ".rego");
      assertThat(control.packagePath())
          .isEqualTo(
              "data.bulkhead.controls." + id.toLowerCase(java.util.Locale.ROOT).replace('-', '_'));
    }
  }

  @Test
  void controlsNameKindsThatExist() {
    var kinds = new HashSet<String>(List.of("Tenant", "Platform"));
    Arrays.stream(Entity.class.getPermittedSubclasses())
        .map(Class::getSimpleName)
        .forEach(kinds::add);

    for (Control control : controls) {
      assertThat(kinds).as(control.id()).containsAll(control.kinds());
      assertThat(control.kinds()).as(control.id()).isNotEmpty();
      assertThat(control.frameworks()).as(control.id()).isNotEmpty();
    }
  }

  @Test
  void oneParameterHasOneDefault() {
    Map<String, Object> defaults = new HashMap<>();
    for (Control control : controls) {
      control
          .parameters()
          .forEach((name, parameter) -> {
            Object before = defaults.putIfAbsent(name, parameter.defaultValue());
            assertThat(before == null || before.equals(parameter.defaultValue()))
                .as("%s of %s", name, control.id())
                .isTrue();
          });
    }
  }
}

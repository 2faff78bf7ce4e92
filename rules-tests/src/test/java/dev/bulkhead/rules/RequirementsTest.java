package dev.bulkhead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Controls are mapped to requirements that exist. */
class RequirementsTest {
  private static final Path KNOWN = Path.of("src", "test", "resources", "requirements.txt");
  private static final Pattern RANGE = Pattern.compile("(.*?)(\\d+)\\.\\.(\\d+)");

  @Test
  void everyRequirementOfAControlExists() throws IOException {
    Map<String, Set<String>> known = known();
    var missing = new ArrayList<String>();
    for (Control control : ControlLibrary.load(List.of()).controls()) {
      for (Control.Mapping mapping : control.frameworks()) {
        if (!known.getOrDefault(mapping.framework(), Set.of()).contains(mapping.requirement())) {
          missing.add(control.id() + ": " + mapping.framework() + " " + mapping.requirement());
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  private static Map<String, Set<String>> known() throws IOException {
    var out = new HashMap<String, Set<String>>();
    for (String line : Files.readAllLines(KNOWN)) {
      int equals = line.indexOf(" = ");
      if (!line.startsWith("#") && equals > 0) {
        Set<String> ids =
            out.computeIfAbsent(line.substring(0, equals), framework -> new TreeSet<>());
        for (String entry : line.substring(equals + 3).split(", ")) {
          ids.addAll(expanded(entry));
        }
      }
    }
    return out;
  }

  private static List<String> expanded(String entry) {
    Matcher range = RANGE.matcher(entry);
    if (!range.matches()) {
      return List.of(entry);
    }
    var out = new ArrayList<String>();
    for (int i = Integer.parseInt(range.group(2)); i <= Integer.parseInt(range.group(3)); i++) {
      out.add(range.group(1) + i);
    }
    return out;
  }
}

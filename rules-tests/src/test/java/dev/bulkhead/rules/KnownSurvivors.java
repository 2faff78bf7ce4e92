package dev.bulkhead.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Mutants that no test catches, by {@link Mutant#name}, in {@code mutants.txt}: below a line {@code
 * because: …} those for which this is the reason.
 */
final class KnownSurvivors {
  private static final Path FILE = Path.of("src", "test", "resources", "mutants.txt");

  private KnownSurvivors() {}

  static Set<String> read() throws IOException {
    var out = new TreeSet<String>();
    boolean explained = false;
    for (String line : Files.readAllLines(FILE)) {
      if (line.startsWith("because: ")) {
        explained = true;
      } else if (line.startsWith("  ")) {
        if (!explained) {
          throw new IOException(FILE + ": no reason is given for " + line.strip());
        }
        if (!out.add(line.strip())) {
          throw new IOException(FILE + ": listed twice: " + line.strip());
        }
      }
    }
    return out;
  }
}

package dev.bulkhead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each small mistake in a policy is caught by one of its cases, or by its tests in Rego, or stands
 * in the list of {@linkplain KnownSurvivors those that are not, with the reason}. A few are tried,
 * always the same ones. {@code -Dmutations=500} tries more, {@code -Dmutations=all} every one,
 * {@code -Dmutations.seed=2} others, {@code -Dmutations.of=controls/iso/.*} those of some files.
 */
class MutationTest {
  private static final String WANTED = System.getProperty("mutations", "40");
  private static final boolean ALL = WANTED.equals("all");
  private static final String OF = System.getProperty("mutations.of", ".*");
  private static final String SEED = System.getProperty("mutations.seed", "1");

  /** Where those that survived are written, known or not. */
  private static final Path SURVIVED = Path.of("target", "mutants-survived.txt");

  @TempDir private Path directory;

  /** What became of the mutants of a family. */
  private static final class Counts {
    private int tried;
    private int caught;
  }

  @Test
  void mistakesInPoliciesAreCaughtOrKnownNotToBe() throws IOException {
    var judge = new MutantJudge(directory);
    List<Mutant> mutants = judge.mutants().stream().filter(m -> m.file().matches(OF)).toList();
    Set<String> known = KnownSurvivors.read();
    Map<String, Counts> families = new TreeMap<>();
    var survivors = new TreeSet<String>();
    int wanted = ALL ? Integer.MAX_VALUE : Integer.parseInt(WANTED);
    for (Mutant mutant : ALL ? mutants : inOrderOfTheSeed(mutants)) {
      if (wanted == 0) {
        break;
      }
      MutantJudge.Verdict verdict = judge.judge(mutant);
      if (verdict == MutantJudge.Verdict.INVALID) {
        continue;
      }
      wanted--;
      Counts counts = families.computeIfAbsent(family(mutant), f -> new Counts());
      counts.tried++;
      if (verdict == MutantJudge.Verdict.CAUGHT) {
        counts.caught++;
      } else {
        survivors.add(mutant.name());
      }
    }
    Files.createDirectories(SURVIVED.getParent());
    Files.write(SURVIVED, survivors);
    families.forEach(
        (family, c) -> System.out.printf("%s: %d mutants, %d caught%n", family, c.tried, c.caught));

    assertThat(String.join("\n", without(survivors, known)))
        .as("mutants that nothing catches: a case is missing, or the policy says a thing twice")
        .isEmpty();
    if (ALL) {
      Set<String> ofTheseFiles =
          known.stream()
              .filter(name -> name.substring(0, name.indexOf(':')).matches(OF))
              .collect(Collectors.toSet());
      assertThat(String.join("\n", without(ofTheseFiles, survivors)))
          .as("listed as known, and caught or gone by now")
          .isEmpty();
    }
  }

  private static String family(Mutant mutant) {
    return mutant.file().startsWith("lib/") ? "lib" : mutant.file().split("/", -1)[1];
  }

  /** An order in which a change of one policy moves no mutant of another. */
  private static List<Mutant> inOrderOfTheSeed(List<Mutant> mutants) {
    var out = new ArrayList<Mutant>(mutants);
    out.sort(
        Comparator.<Mutant>comparingInt(m -> (SEED + m.name()).hashCode() * 0x9E3779B1)
            .thenComparing(Mutant::name));
    return out;
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    var out = new TreeSet<String>(all);
    out.removeAll(some);
    return out;
  }
}

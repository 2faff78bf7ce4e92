package dev.bulkhead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.syntax.Module;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small mistakes in policies are caught by their cases, and in helpers by their own tests too:
 * {@code -Dmutations=500} tries so many of them, {@code -Dmutations.seed=2} others, {@code
 * -Dmutations.of=controls/iso/.*} those of some files. Survivors are printed; each is a case that
 * is missing, or a mistake without effect.
 */
@EnabledIfSystemProperty(named = "mutations", matches = "\\d+")
class MutationTest {
  /** In percent; mistakes without effect cannot be caught. */
  private static final int LEAST_CAUGHT = 65;

  @TempDir private Path directory;

  private final Map<String, List<Tried>> cases = new HashMap<>();
  private final Map<String, Module> helperTests = HelpersTest.tests();

  MutationTest() throws IOException {}

  /** A case, read once for all mutants. */
  private record Tried(CaseScan.Prepared prepared, List<Outcome> expected) {}

  @Test
  void mistakesInPoliciesAreCaughtByTheirCases() throws IOException {
    Map<String, String> sources = Policies.sources();
    Map<String, Module> modules = new TreeMap<>();
    Rego.parse(sources).forEach(module -> modules.put(module.file(), module));
    Map<String, CaseFile> files = new LinkedHashMap<>();
    CaseFile.all().forEach(file -> files.put(file.control(), file));

    int wanted = Integer.getInteger("mutations");
    int tried = 0;
    Map<Mutant.Kind, Integer> caught = new EnumMap<>(Mutant.Kind.class);
    Map<Mutant.Kind, Integer> survived = new EnumMap<>(Mutant.Kind.class);
    for (Mutant mutant : sample(sources)) {
      if (tried == wanted) {
        break;
      }
      Verdict verdict = judge(mutant, sources, modules, files);
      if (verdict != Verdict.INVALID) {
        tried++;
      }
      switch (verdict) {
        case CAUGHT -> caught.merge(mutant.kind(), 1, Integer::sum);
        case SURVIVED -> {
          survived.merge(mutant.kind(), 1, Integer::sum);
          System.out.println("survived: " + mutant);
        }
        case INVALID -> {}
      }
    }
    int alive = survived.values().stream().mapToInt(n -> n).sum();
    System.out.printf("%d mutants, %d survived%n", tried, alive);
    System.out.printf("caught %s, survived %s%n", caught, survived);

    assertThat(100.0 * (tried - alive) / tried).isGreaterThan(LEAST_CAUGHT);
  }

  private static List<Mutant> sample(Map<String, String> sources) {
    var all = new ArrayList<Mutant>();
    String of = System.getProperty("mutations.of", ".*");
    sources.forEach((file, source) -> {
      if (file.matches(of)) {
        all.addAll(Mutant.of(file, source));
      }
    });
    Collections.shuffle(all, new Random(Long.getLong("mutations.seed", 1)));
    return all;
  }

  private enum Verdict {
    CAUGHT,
    SURVIVED,
    INVALID
  }

  private Verdict judge(
      Mutant mutant,
      Map<String, String> sources,
      Map<String, Module> modules,
      Map<String, CaseFile> files)
      throws IOException {
    Module mutated;
    try {
      mutated = Rego.parse(Map.of(mutant.file(), mutant.source())).getFirst();
    } catch (RegoException e) {
      return Verdict.INVALID;
    }
    boolean judged = false;
    Module tests = helperTests.get(mutant.file().replace(".rego", "_test.rego"));
    if (tests != null) {
      judged = true;
      var used = new ArrayList<Module>();
      Policies.closure(mutant.file(), sources)
          .forEach(f -> used.add(f.equals(mutant.file()) ? mutated : modules.get(f)));
      try {
        if (!HelpersTest.failures(List.of(tests), used).isEmpty()) {
          return Verdict.CAUGHT;
        }
      } catch (RegoException e) {
        return Verdict.INVALID;
      }
    }
    for (CaseFile file : files.values()) {
      String policy = policyOf(file.control());
      Set<String> closure = Policies.closure(policy, sources);
      if (!closure.contains(mutant.file())) {
        continue;
      }
      var used = new ArrayList<Module>();
      closure.forEach(f -> used.add(f.equals(mutant.file()) ? mutated : modules.get(f)));
      ControlLibrary library;
      try {
        library = ControlLibrary.ofModules(used, null);
      } catch (RegoException e) {
        return Verdict.INVALID;
      }
      judged = true;
      if (caught(new CaseScan(library), file)) {
        return Verdict.CAUGHT;
      }
    }
    return judged ? Verdict.SURVIVED : Verdict.INVALID;
  }

  private static String policyOf(String control) {
    String plane = control.substring(0, control.indexOf('-')).toLowerCase(java.util.Locale.ROOT);
    return "controls/" + plane + "/" + control + ".rego";
  }

  private boolean caught(CaseScan scan, CaseFile file) throws IOException {
    for (Tried one : cases(file)) {
      try {
        List<Outcome> outcomes = scan.evaluate(file.control(), one.prepared()).outcomes();
        if (!Set.copyOf(outcomes).equals(Set.copyOf(one.expected()))) {
          return true;
        }
      } catch (RuntimeException e) {
        return true;
      }
    }
    return false;
  }

  private List<Tried> cases(CaseFile file) throws IOException {
    List<Tried> known = cases.get(file.control());
    if (known == null) {
      known = new ArrayList<>();
      for (int i = 0; i < file.cases().size(); i++) {
        CaseFile.Case one = file.cases().get(i);
        Path at = directory.resolve(file.control() + "-" + i);
        known.add(new Tried(CaseScan.prepare(one.files(), at), one.expected()));
      }
      cases.put(file.control(), known);
    }
    return known;
  }
}

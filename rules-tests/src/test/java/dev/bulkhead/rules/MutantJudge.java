package dev.bulkhead.rules;

import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.eval.Probe;
import dev.bulkhead.rego.eval.RuleGroup;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Rule;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whether a mutant is caught: by the policy's tests in Rego, or by a case that ends in
 * another way. Only cases that reach the changed rule can; each is read once, for all mutants.
 */
final class MutantJudge {
  /** What became of a mutant. */
  enum Verdict {
    CAUGHT,
    SURVIVED,
    /** It does not compile. */
    INVALID
  }

  /**
   * A case as far as no control has looked at it.
   *
   * @param reached the rules that the control evaluates for it, as {@code package.name}
   */
  private record Tried(
      CaseScan.Prepared prepared,
      Set<Outcome> expected,
      String fingerprints,
      Set<String> reached) {}

  private final Path directory;
  private final Map<String, Module> modules = new TreeMap<>();
  private final Map<String, Module> unitTests = RegoUnitTest.tests();
  private final Map<String, CaseFile> files = new LinkedHashMap<>();
  private final Map<String, Set<String>> closures = new HashMap<>();
  private final Map<String, List<Tried>> cases = new HashMap<>();

  MutantJudge(Path directory) throws IOException {
    this.directory = directory;
    Rego.parse(Policies.sources()).forEach(module -> modules.put(module.file(), module));
    for (CaseFile file : CaseFile.all()) {
      files.put(file.control(), file);
    }
  }

  /** Every mutant of every policy, in the order of the files. */
  List<Mutant> mutants() {
    return modules.values().stream().flatMap(m -> Mutant.of(m).stream()).toList();
  }

  Verdict judge(Mutant mutant) throws IOException {
    try {
      Module changed = Rego.parse(Map.of(mutant.file(), mutant.source())).getFirst();
      if (caughtByUnitTests(changed)) {
        return Verdict.CAUGHT;
      }
      for (String control : controlsUsing(mutant.file())) {
        if (caughtByCases(control, mutant, changed)) {
          return Verdict.CAUGHT;
        }
      }
      return Verdict.SURVIVED;
    } catch (RegoException e) {
      return Verdict.INVALID;
    }
  }

  private boolean caughtByUnitTests(Module changed) {
    Module tests = unitTests.get(changed.file());
    return tests != null
        && !RegoUnitTest.failures(List.of(tests), used(changed.file(), changed)).isEmpty();
  }

  private List<String> controlsUsing(String file) {
    return files.keySet().stream().filter(c -> closure(policy(c)).contains(file)).toList();
  }

  private boolean caughtByCases(String control, Mutant mutant, Module changed) throws IOException {
    List<Tried> all = cases(control);
    String rule = mutant.rule();
    List<Tried> reaching =
        rule == null || isConstant(rule, mutant.policy())
            ? List.copyOf(all)
            : all.stream().filter(t -> t.reached().contains(name(mutant.policy(), rule))).toList();
    if (reaching.isEmpty()) {
      return false;
    }
    var scan = new CaseScan(ControlLibrary.ofModules(used(policy(control), changed), null));
    for (Tried one : reaching) {
      if (!endsAsExpected(scan, control, one)) {
        // what caught one mutant is likely to catch the next
        all.remove(one);
        all.addFirst(one);
        return true;
      }
    }
    return false;
  }

  /** Rules that are mere values may have been replaced by them. */
  private static boolean isConstant(String rule, Module module) {
    return module.rules().stream()
        .filter(r -> r.head().name().equals(rule))
        .allMatch(r -> r.bodyGenerated() && r.head().args() == null);
  }

  private static boolean endsAsExpected(CaseScan scan, String control, Tried one) {
    try {
      CaseScan.Result result = scan.evaluate(control, one.prepared());
      return Set.copyOf(result.outcomes()).equals(one.expected())
          && result.fingerprints().equals(one.fingerprints());
    } catch (IllegalStateException failed) {
      return false;
    }
  }

  private List<Module> used(String file, Module changed) {
    return closure(file).stream()
        .map(f -> f.equals(changed.file()) ? changed : Objects.requireNonNull(modules.get(f), f))
        .toList();
  }

  private Set<String> closure(String file) {
    return closures.computeIfAbsent(file, f -> Policies.closure(f, modules));
  }

  private static String policy(String control) {
    String plane = control.substring(0, control.indexOf('-')).toLowerCase(Locale.ROOT);
    return "controls/" + plane + "/" + control + ".rego";
  }

  private List<Tried> cases(String control) throws IOException {
    List<Tried> known = cases.get(control);
    if (known == null) {
      known = new ArrayList<>();
      CaseFile file = Objects.requireNonNull(files.get(control), control);
      Map<String, String> fingerprints = Fingerprints.beside(file).of(control);
      List<Module> used =
          closure(policy(control)).stream()
              .map(f -> Objects.requireNonNull(modules.get(f), f))
              .toList();
      var reached = new Reached();
      var scan = new CaseScan(ControlLibrary.ofModules(used, reached));
      for (int i = 0; i < file.cases().size(); i++) {
        CaseFile.Case one = file.cases().get(i);
        Path at = directory.resolve(control + "-" + i);
        var prepared = CaseScan.prepare(one.files(), at);
        reached.places.clear();
        scan.evaluate(control, prepared);
        known.add(
            new Tried(
                prepared,
                Set.copyOf(one.expected()),
                fingerprints.getOrDefault(one.name(), ""),
                names(reached.places)));
      }
      cases.put(control, known);
    }
    return known;
  }

  private Set<String> names(Set<Location> places) {
    var out = new HashSet<String>();
    for (Location place : places) {
      Module module = Objects.requireNonNull(modules.get(place.file()), place.file());
      module.rules().stream()
          .filter(rule -> rule.location().row() == place.row())
          .forEach(rule -> out.add(name(module, rule.head().name())));
    }
    return out;
  }

  /** The rules of a name may stand in several files of a package. */
  private static String name(Module module, String rule) {
    return String.join(".", module.packagePath()) + "." + rule;
  }

  /** Notes which rules are asked for. */
  private static final class Reached implements Probe {
    private final Set<Location> places = ConcurrentHashMap.newKeySet();

    @Override
    public void begin(RuleGroup rules, List<Value> args) {
      places.add(rules.location());
    }

    @Override
    public void known(RuleGroup rules, List<Value> args) {
      places.add(rules.location());
    }
  }
}

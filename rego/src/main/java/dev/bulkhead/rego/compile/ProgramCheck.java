package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.eval.RuleGroup;
import dev.bulkhead.rego.syntax.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Checks all rules of a program, one stage after the other: names, safety, recursion, types. As in
 * OPA, a stage's errors are all reported, and those of later stages only when it has none.
 */
final class ProgramCheck {
  private final Program program;

  ProgramCheck(Program program) {
    this.program = program;
  }

  /**
   * Runs all stages.
   *
   * @return the types of the rules
   * @throws RegoException with the errors of the first stage that has some
   */
  RuleTypes run(Map<RuleGroup, RuleSet> groups, Collection<Names> modules, boolean strict) {
    var errors = new ArrayList<RegoError>();
    modules.forEach(names -> errors.addAll(Imports.shadowing(names.module())));
    groups.values().forEach(set -> collect(errors, () -> program.resolved(set)));
    if (strict) {
      modules.forEach(names -> errors.addAll(Imports.unused(names)));
    }
    fail(errors, RegoError.COMPILE);
    groups.keySet().forEach(group -> collect(errors, group::plan));
    fail(errors, RegoError.UNSAFE);
    var index = new RuleIndex();
    groups.values().forEach(set -> program.resolved(set).forEach(rule -> index.add(set, rule)));
    var types = new RuleTypes(index);
    errors.addAll(types.check());
    fail(errors, RegoError.UNSAFE);
    return types;
  }

  private static void collect(List<RegoError> errors, Runnable stage) {
    try {
      stage.run();
    } catch (RegoException e) {
      e.errors().stream().filter(x -> !errors.contains(x)).forEach(errors::add);
    }
  }

  /** Throws the errors of a stage; where some have the code that comes first, only those. */
  private void fail(List<RegoError> errors, String first) {
    if (errors.isEmpty()) {
      return;
    }
    List<RegoError> urgent = errors.stream().filter(e -> e.code().equals(first)).toList();
    var sorted = new ArrayList<>(urgent.isEmpty() ? errors : urgent);
    sorted.sort(Comparator.comparing(RegoError::location, Comparator.nullsFirst(PLACE)));
    throw program.withSource(new RegoException(sorted));
  }

  static final Comparator<Location> PLACE =
      Comparator.comparing(Location::file)
          .thenComparingInt(Location::row)
          .thenComparingInt(Location::col);
}

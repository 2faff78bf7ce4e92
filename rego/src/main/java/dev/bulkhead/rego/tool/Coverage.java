package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.eval.Probe;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes which expressions were evaluated and which rules gave a value. May watch any number of
 * evaluations of an instrumented policy, also of several threads at once.
 */
public final class Coverage implements Probe {
  private final Set<Location> covered = ConcurrentHashMap.newKeySet();

  @Override
  public void enter(Location expression) {
    covered.add(expression);
  }

  @Override
  public void derived(Location rule, Location head, Value value) {
    covered.add(head);
  }

  /** What of the modules has been covered so far. */
  public CoverageReport report(List<Module> modules) {
    return CoverageReport.of(modules, covered);
  }
}

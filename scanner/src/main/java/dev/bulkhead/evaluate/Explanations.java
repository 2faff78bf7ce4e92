package dev.bulkhead.evaluate;

import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.tool.Explainer;
import dev.bulkhead.rego.tool.Explanation;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why controls found what they found: where a rule names no path, and for controls that the user
 * asks about. Only the entities with findings are evaluated once more.
 */
final class Explanations {
  private static final Budget BUDGET = Budget.time(Duration.ofSeconds(10));

  /** How rules put their violation or its message together. */
  private static final Pattern VIOLATION =
      Pattern.compile("\\w+ := (\\{|sprintf\\(|concat\\(|\\$\")");

  private final ControlLibrary library;
  private final Set<String> controls;

  /**
   * @param controls ids of the controls that explain every finding
   */
  Explanations(ControlLibrary library, Set<String> controls) {
    this.library = library;
    this.controls = controls;
  }

  /** The reasons of violations, by violation; empty where nobody needs them. */
  Map<Value, Explanation> of(
      Control control, Subject subject, List<Value> violations, DataSet data) {
    boolean needed =
        controls.contains(control.id()) || violations.stream().anyMatch(Explanations::namesNoPlace);
    if (!needed) {
      return Map.of();
    }
    try {
      Explainer explainer = library.explainer();
      Map<Value, Explanation> all =
          explainer.explain(control.packagePath() + ".violation", subject.input(), data, BUDGET);
      all.replaceAll((violation, e) -> e.by(r -> !VIOLATION.matcher(r.text()).lookingAt()));
      return all;
    } catch (RegoException e) {
      return Map.of();
    }
  }

  private static boolean namesNoPlace(Value violation) {
    return !(violation instanceof ObjectValue o) || o.get("path") == null;
  }

  /**
   * Where a violation that names no path stands in its source: the field that the last expression
   * of its rule read last.
   */
  static String path(Explanation explanation, Subject subject) {
    for (Explanation.Reason reason : explanation.reasons().reversed()) {
      if (reason.depth() == 0) {
        for (String pointer : reason.reads().reversed()) {
          String place = InputPointers.inSource(subject.input(), pointer);
          if (place != null) {
            return place;
          }
        }
      }
    }
    return "";
  }

  static List<Finding.Reason> reasons(Explanation explanation) {
    return explanation.reasons().stream()
        .map(r -> new Finding.Reason(r.location().file(), r.location().row(), r.text(), r.depth()))
        .toList();
  }
}

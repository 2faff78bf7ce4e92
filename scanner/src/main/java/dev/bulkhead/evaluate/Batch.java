package dev.bulkhead.evaluate;

import dev.bulkhead.model.Progress;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.Evaluation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Subjects of one kind that one thread judges, each by all controls of the kind: what a helper says
 * of a subject is worked out once for all of them.
 */
record Batch(String kind, List<Control> controls, List<Subject> subjects) {
  /** Small enough to keep all threads busy to the end, and not so small that results are many. */
  private static final int PARTS = 16;

  private static final int LARGEST = 512;

  /** All subjects that some control looks at. */
  static List<Batch> of(Map<String, List<Subject>> subjects, List<Control> controls) {
    var out = new ArrayList<Batch>();
    new TreeMap<>(subjects)
        .forEach((kind, all) -> {
          List<Control> interested =
              controls.stream().filter(c -> c.kinds().contains(kind)).toList();
          int size = Math.clamp(all.size() / PARTS, 1, LARGEST);
          for (int from = 0; from < all.size() && !interested.isEmpty(); from += size) {
            int to = Math.min(all.size(), from + size);
            out.add(new Batch(kind, interested, all.subList(from, to)));
          }
        });
    return out;
  }

  /** The outcomes by the ids of controls. */
  Map<String, OutcomeCollector> judge(Stage stage, Progress progress) {
    var outcomes = new HashMap<String, OutcomeCollector>();
    controls.forEach(c -> outcomes.put(c.id(), stage.collector(c)));
    for (Subject subject : subjects) {
      Evaluation evaluation = stage.evaluation(subject, Budget.standard());
      for (Control control : controls) {
        OutcomeCollector outcome = outcomes.get(control.id());
        if (outcome != null && !judged(stage, control, subject, evaluation, outcome)) {
          evaluation = stage.evaluation(subject, Budget.standard());
        }
      }
      progress.step();
    }
    return outcomes;
  }

  /** Whether the control came to an end. */
  private static boolean judged(
      Stage stage,
      Control control,
      Subject subject,
      Evaluation evaluation,
      OutcomeCollector outcome) {
    try {
      stage.judge(control, subject, evaluation, outcome);
      return true;
    } catch (RegoException e) {
      outcome.broke(subject, String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      outcome.broke(subject, "it recurses too deep");
    }
    return false;
  }
}

package dev.bulkhead.evaluate;

import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Progress;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Waiver;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs controls over a snapshot. */
public final class Evaluator {
  private final ControlLibrary library;
  private final Set<String> explained;

  public Evaluator(ControlLibrary library) {
    this(library, Set.of());
  }

  private Evaluator(ControlLibrary library, Set<String> explained) {
    this.library = library;
    this.explained = explained;
  }

  /** An evaluator that gives the reasons for every finding of some controls, by their ids. */
  public Evaluator explaining(Set<String> controls) {
    return new Evaluator(library, Set.copyOf(controls));
  }

  /**
   * What an evaluation is asked for.
   *
   * @param root the scan's root as the user named it, for reports
   * @param at the time by which what ends or ages is judged
   */
  public record Request(
      Snapshot snapshot,
      Facts facts,
      List<Waiver> waivers,
      Baseline baseline,
      Selection selection,
      String version,
      String root,
      Instant at) {}

  public Assessment evaluate(Request request) {
    return evaluate(request, Progress.NONE);
  }

  /** Evaluates, and tells how many entities are done. */
  public Assessment evaluate(Request request, Progress progress) {
    Instant started = Instant.now();
    long start = System.nanoTime();
    Stage stage = stage(request);
    Map<String, List<Subject>> subjects = stage.subjects();
    List<Control> selected =
        library.controls().stream().filter(request.selection()::includes).toList();
    List<Batch> batches = Batch.of(subjects, selected);
    progress.begin("entities", batches.stream().mapToInt(b -> b.subjects().size()).sum());
    List<Map<String, OutcomeCollector>> outcomes =
        batches.parallelStream().map(batch -> batch.judge(stage, progress)).toList();
    var failures = new ControlFailures();
    List<ControlResult> results =
        selected.stream().map(c -> result(c, batches, outcomes, stage, failures)).toList();
    return new Assessment(
        request.version(),
        library.digest(),
        started,
        request.at(),
        Duration.ofNanos(System.nanoTime() - start),
        request.root(),
        failures.in(request.snapshot()),
        request.facts(),
        results,
        library.controls().stream().filter(c -> !request.selection().includes(c)).toList());
  }

  /**
   * A question that an evaluation asks of the rules, with all that the answer depends on: for
   * benchmarks, and for asking another engine the same.
   *
   * @param query the control's rule {@code violation}
   * @param data the documents below {@code data}
   */
  public record Question(String query, String entity, Value input, ObjectValue data) {}

  /** Whether each selected control finds something in each entity of its kinds, as questions. */
  public List<Question> questions(Request request) {
    Stage stage = stage(request);
    Map<String, List<Subject>> subjects = stage.subjects();
    var out = new ArrayList<Question>();
    for (Control control : library.controls()) {
      String query = library.violation(control);
      if (query != null && request.selection().includes(control)) {
        for (String kind : control.kinds()) {
          for (Subject subject : subjects.getOrDefault(kind, List.of())) {
            out.add(
                new Question(
                    query, subject.id(), subject.input(), stage.data(subject.tenant()).root()));
          }
        }
      }
    }
    return out;
  }

  private Stage stage(Request request) {
    return Stage.of(
            library,
            request.snapshot(),
            request.facts(),
            request.waivers(),
            request.baseline(),
            request.at())
        .explaining(explained);
  }

  /** Puts together what the batches say of a control, in the order of its kinds. */
  private static ControlResult result(
      Control control,
      List<Batch> batches,
      List<Map<String, OutcomeCollector>> outcomes,
      Stage stage,
      ControlFailures failures) {
    OutcomeCollector all = stage.collector(control);
    for (String kind : control.kinds()) {
      for (int i = 0; i < batches.size(); i++) {
        OutcomeCollector part = outcomes.get(i).get(control.id());
        if (part != null && batches.get(i).kind().equals(kind)) {
          all.add(part);
        }
      }
    }
    all.failures().forEach(f -> failures.add(control, f.subject(), f.problem()));
    return all.result();
  }
}

package dev.bulkhead.evaluate;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Waiver;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs controls over a snapshot. */
public final class Evaluator {
  private final ControlLibrary library;

  public Evaluator(ControlLibrary library) {
    this.library = library;
  }

  /**
   * What an evaluation is asked for.
   *
   * @param root the scan's root as the user named it, for reports
   */
  public record Request(
      Snapshot snapshot,
      Facts facts,
      List<Waiver> waivers,
      Baseline baseline,
      Selection selection,
      String version,
      String root,
      Instant started) {}

  /** The subjects of a snapshot by kind, and the data that controls read beside them. */
  private record Stage(
      Map<String, List<Subject>> subjects,
      Map<String, DataSet> dataOfTenant,
      DataSet data,
      Snapshot snapshot,
      Facts facts,
      Waivers waivers,
      Baseline baseline) {
    DataSet data(@Nullable String tenant) {
      return tenant == null ? data : dataOfTenant.getOrDefault(tenant, data);
    }
  }

  public Assessment evaluate(Request request) {
    long start = System.nanoTime();
    Stage stage = stage(request);
    List<ControlResult> results =
        library.controls().parallelStream()
            .filter(request.selection()::includes)
            .map(control -> control(control, stage))
            .toList();
    return new Assessment(
        request.version(),
        library.digest(),
        request.started(),
        Duration.ofNanos(System.nanoTime() - start),
        request.root(),
        request.snapshot(),
        request.facts(),
        results);
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
    var out = new ArrayList<Question>();
    for (Control control : library.controls()) {
      if (request.selection().includes(control)) {
        for (String kind : control.kinds()) {
          for (Subject subject : stage.subjects.getOrDefault(kind, List.of())) {
            out.add(
                new Question(
                    control.packagePath() + ".violation",
                    subject.id(),
                    subject.input(),
                    stage.data(subject.tenant()).root()));
          }
        }
      }
    }
    return out;
  }

  private Stage stage(Request request) {
    Snapshot snapshot = request.snapshot();
    var platform = new PlatformData(snapshot, request.facts(), request.waivers());
    Map<String, List<Subject>> subjects = new HashMap<>();
    List<Entity> entities = snapshot.entities();
    for (int i = 0; i < entities.size(); i++) {
      Subject subject = Subject.of(entities.get(i), i, platform);
      subjects.computeIfAbsent(subject.kind(), k -> new ArrayList<>()).add(subject);
    }
    platform
        .platformSubjects()
        .forEach(s -> subjects.computeIfAbsent(s.kind(), k -> new ArrayList<>()).add(s));
    var parameters = new Parameters(library.controls(), snapshot.platform());
    DataSet base =
        DataSet.of(ObjectValue.of(Map.of(StringValue.of("platform"), platform.platform())));
    Map<ObjectValue, DataSet> byParameters = new HashMap<>();
    Map<String, DataSet> ofTenant = new HashMap<>();
    snapshot
        .platform()
        .tenants()
        .forEach(t ->
            ofTenant.put(
                t.id(),
                byParameters.computeIfAbsent(
                    parameters.of(t.id()), p -> base.with("parameters", p))));
    DataSet common =
        byParameters.computeIfAbsent(parameters.of(null), p -> base.with("parameters", p));
    return new Stage(
        subjects,
        ofTenant,
        common,
        snapshot,
        request.facts(),
        new Waivers(request.waivers()),
        request.baseline());
  }

  private ControlResult control(Control control, Stage stage) {
    var queries = new ControlQueries(library.policy(), control);
    var outcome = new OutcomeCollector(control, stage.snapshot, stage.waivers, stage.baseline);
    for (String kind : control.kinds()) {
      for (Subject subject : stage.subjects.getOrDefault(kind, List.of())) {
        judge(control, queries, subject, stage, outcome);
      }
    }
    return outcome.result();
  }

  private static void judge(
      Control control,
      ControlQueries queries,
      Subject subject,
      Stage stage,
      OutcomeCollector outcome) {
    String tier = subject.tier();
    if (!control.tiers().isEmpty() && (tier == null || !control.tiers().contains(tier))) {
      outcome.notApplicable(subject);
      return;
    }
    DataSet data = stage.data(subject.tenant());
    if (!queries.applicable(subject.input(), data)) {
      outcome.notApplicable(subject);
      return;
    }
    List<Value> violations = queries.violations(subject.input(), data);
    if (!violations.isEmpty()) {
      outcome.failed(subject, violations);
      return;
    }
    List<Value> unknowns = queries.unknowns(subject.input(), data);
    if (unknowns.isEmpty()) {
      outcome.passed(subject);
    } else {
      outcome.unknown(subject, unknowns);
    }
  }
}

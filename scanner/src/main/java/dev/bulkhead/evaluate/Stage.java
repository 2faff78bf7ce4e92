package dev.bulkhead.evaluate;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Waiver;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.Evaluation;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A platform ready to be judged: its snapshot and facts in the form that controls read. Immutable
 * and thread-safe; made once, and cheap to have again {@linkplain #after after a small change}.
 */
public final class Stage {
  private static final StringValue PLATFORM = StringValue.of("platform");

  private final ControlLibrary library;
  private final Snapshot snapshot;
  private final PlatformData platform;
  private final Parameters parameters;
  private final Waivers waivers;
  private final Baseline baseline;
  private final Explanations explanations;
  private final DataSet base;
  private final Map<ObjectValue, DataSet> dataSets = new ConcurrentHashMap<>();

  /** The same by tenant, for which parameters need not be compared. */
  private final Map<String, DataSet> ofTenant = new ConcurrentHashMap<>();

  private Stage(
      ControlLibrary library,
      Snapshot snapshot,
      PlatformData platform,
      Parameters parameters,
      Waivers waivers,
      Baseline baseline,
      Explanations explanations) {
    this.library = library;
    this.snapshot = snapshot;
    this.platform = platform;
    this.parameters = parameters;
    this.waivers = waivers;
    this.baseline = baseline;
    this.explanations = explanations;
    this.base = DataSet.of(ObjectValue.of(Map.of(PLATFORM, platform.platform())));
  }

  public static Stage of(
      ControlLibrary library,
      Snapshot snapshot,
      Facts facts,
      List<Waiver> waivers,
      Baseline baseline) {
    return of(library, snapshot, facts, waivers, baseline, Instant.now());
  }

  /** The same at a given time. */
  public static Stage of(
      ControlLibrary library,
      Snapshot snapshot,
      Facts facts,
      List<Waiver> waivers,
      Baseline baseline,
      Instant now) {
    return new Stage(
        library,
        snapshot,
        new PlatformData(snapshot, facts, waivers, now),
        new Parameters(library.controls(), snapshot.platform()),
        new Waivers(waivers),
        baseline,
        new Explanations(library, Set.of()));
  }

  /** The same stage at another time. */
  public Stage at(Instant now) {
    return new Stage(
        library, snapshot, platform.at(now), parameters, waivers, baseline, explanations);
  }

  /** The same stage, with reasons for every finding of some controls. */
  Stage explaining(Set<String> controls) {
    return new Stage(
        library,
        snapshot,
        platform,
        parameters,
        waivers,
        baseline,
        new Explanations(library, controls));
  }

  /**
   * The same platform file, controls and waivers over other entities; what did not change is
   * shared.
   */
  public Stage after(Snapshot changed, Facts facts) {
    return new Stage(
        library,
        changed,
        platform.after(changed, facts),
        parameters,
        waivers,
        baseline,
        explanations);
  }

  /**
   * The same where it is known what changed, which then costs no look at the rest.
   *
   * @param touched ids of all entities that came, changed or went, or whose owner did
   */
  public Stage after(Snapshot changed, Facts facts, Set<String> touched) {
    return new Stage(
        library,
        changed,
        platform.after(changed, facts, touched),
        parameters,
        waivers,
        baseline,
        explanations);
  }

  /** A finding from elsewhere under the waivers: itself where none covers it. */
  public Finding underWaivers(Finding finding) {
    Finding.AppliedWaiver waiver = waivers.covering(finding);
    return waiver == null ? finding : finding.waivedBy(waiver);
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  /**
   * What became of some entities.
   *
   * @param findings worst first, then by control and place
   * @param unknowns controls that could not judge an entity, with the reason
   * @param evaluations how many pairs of a control and an entity were judged
   */
  public record Verdicts(List<Finding> findings, List<Unknown> unknowns, int evaluations) {}

  /** A control that could not judge an entity. */
  public record Unknown(String control, String entity, @Nullable String tenant, String reason) {}

  /**
   * Judges some entities by all controls that look at their kinds. A control that goes wrong leaves
   * its entity unknown, and does not stop the others.
   *
   * @param ids of entities of the snapshot; others are passed over
   */
  public Verdicts judge(Collection<String> ids) {
    return judge(ids, Budget.standard());
  }

  /** The same within a budget: what does not fit is unknown. */
  public Verdicts judge(Collection<String> ids, Budget budget) {
    return judge(ids, library.controls(), budget);
  }

  /** The same by some controls. */
  public Verdicts judge(Collection<String> ids, Set<String> controls, Budget budget) {
    return judge(
        ids, library.controls().stream().filter(c -> controls.contains(c.id())).toList(), budget);
  }

  private Verdicts judge(Collection<String> ids, List<Control> controls, Budget budget) {
    List<Subject> subjects = subjects(ids);
    Map<Subject, Evaluation> started = new IdentityHashMap<>();
    var findings = new ArrayList<Finding>();
    var unknowns = new ArrayList<Unknown>();
    int evaluations = 0;
    for (Control control : controls) {
      OutcomeCollector outcome = null;
      for (Subject subject : subjects) {
        if (!control.kinds().contains(subject.kind())) {
          continue;
        }
        outcome = outcome == null ? collector(control) : outcome;
        evaluations++;
        try {
          judge(
              control,
              subject,
              started.computeIfAbsent(subject, s -> evaluation(s, budget)),
              outcome);
        } catch (RegoException e) {
          started.remove(subject);
          unknowns.add(
              new Unknown(
                  control.id(),
                  subject.id(),
                  subject.tenant(),
                  "the control failed: " + e.getMessage()));
        }
      }
      if (outcome != null) {
        ControlResult result = outcome.result();
        findings.addAll(result.findings());
        result
            .unknowns()
            .forEach(
                u -> unknowns.add(new Unknown(control.id(), u.entity(), u.tenant(), u.reason())));
      }
    }
    findings.sort(
        Comparator.comparing(Finding::severity)
            .thenComparing(Finding::control)
            .thenComparing(Finding::entity)
            .thenComparing(Finding::path)
            .thenComparing(Finding::fingerprint));
    return new Verdicts(List.copyOf(findings), List.copyOf(unknowns), evaluations);
  }

  private List<Subject> subjects(Collection<String> ids) {
    var out = new ArrayList<Subject>();
    for (String id : ids) {
      int ordinal = snapshot.ordinal(id);
      if (ordinal >= 0) {
        out.add(Subject.of(snapshot.entities().get(ordinal), ordinal, platform));
      }
    }
    return out;
  }

  /** What controls are given for an entity: {@code input}, and the documents below {@code data}. */
  public record Given(Value input, ObjectValue data) {}

  /** What controls are given, by the ids of entities, tenants and the platform. */
  public Map<String, Given> given() {
    var out = new TreeMap<String, Given>();
    for (List<Subject> ofKind : subjects().values()) {
      for (Subject subject : ofKind) {
        out.put(subject.id(), new Given(subject.input(), data(subject.tenant()).root()));
      }
    }
    return out;
  }

  /** All subjects by kind, tenants and the platform among them. */
  Map<String, List<Subject>> subjects() {
    Map<String, List<Subject>> out = new HashMap<>();
    List<Entity> entities = snapshot.entities();
    for (int i = 0; i < entities.size(); i++) {
      Subject subject = Subject.of(entities.get(i), i, platform);
      out.computeIfAbsent(subject.kind(), k -> new ArrayList<>()).add(subject);
    }
    platform
        .platformSubjects()
        .forEach(s -> out.computeIfAbsent(s.kind(), k -> new ArrayList<>()).add(s));
    return out;
  }

  OutcomeCollector collector(Control control) {
    return new OutcomeCollector(control, snapshot, waivers, baseline);
  }

  /** Begins to judge a subject. */
  Evaluation evaluation(Subject subject, Budget budget) {
    return Evaluation.of(
        library.watched(Request.of(subject.input(), data(subject.tenant())).withBudget(budget)));
  }

  /**
   * Judges a subject.
   *
   * @param evaluation of the subject, by which other controls may have judged it before
   */
  void judge(Control control, Subject subject, Evaluation evaluation, OutcomeCollector outcome) {
    String tier = subject.tier();
    if (!control.tiers().isEmpty() && (tier == null || !control.tiers().contains(tier))) {
      outcome.notApplicable(subject);
      return;
    }
    ControlQueries queries = library.queries(control);
    if (!queries.applicable(evaluation)) {
      outcome.notApplicable(subject);
      return;
    }
    List<Value> violations = queries.violations(evaluation);
    if (!violations.isEmpty()) {
      outcome.failed(
          subject,
          violations,
          explanations.of(control, subject, violations, data(subject.tenant())));
      return;
    }
    List<Value> unknowns = queries.unknowns(evaluation);
    if (unknowns.isEmpty()) {
      outcome.passed(subject);
    } else {
      outcome.unknown(subject, unknowns);
    }
  }

  DataSet data(@Nullable String tenant) {
    return ofTenant.computeIfAbsent(
        tenant == null ? "" : tenant,
        t -> dataSets.computeIfAbsent(parameters.of(tenant), p -> base.with("parameters", p)));
  }
}

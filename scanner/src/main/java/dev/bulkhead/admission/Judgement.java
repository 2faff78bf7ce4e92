package dev.bulkhead.admission;

import dev.bulkhead.admission.DoorRules.Consequence;
import dev.bulkhead.admission.Review.Operation;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.evaluate.Stage;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.RoleBinding;
import dev.bulkhead.rego.eval.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One request being judged: what is found, and what of it refuses, warns or is recorded. */
final class Judgement {
  /** Age of a live context up to which it counts as what is there now. */
  private static final Duration OLDEST = Duration.ofMinutes(5);

  private final DoorRules rules;
  private final Review review;
  private final PlatformContext context;
  private final Budget budget;
  private final List<Finding> denied = new ArrayList<>();
  private final List<Finding> warned = new ArrayList<>();
  private final List<Finding> recorded = new ArrayList<>();
  private final List<Stage.Unknown> unknowns = new ArrayList<>();
  private int evaluations;
  private boolean opens;
  private boolean grants;

  Judgement(DoorRules rules, Review review, PlatformContext context, Budget budget) {
    this.budget = budget;
    this.rules = rules;
    this.review = review;
    this.context = context;
  }

  /**
   * Judges what a request makes of an object.
   *
   * @param after what the object will be; empty where it goes
   * @param before what it is; empty where it is new
   * @param replaced ids of all that is known of the object
   */
  void judge(List<Entity> after, List<Entity> before, Set<String> replaced) {
    Set<String> own = ids(after);
    Set<String> removed = new HashSet<>(replaced);
    removed.removeAll(own);
    PlatformContext.After later = context.after(new Change(after, removed));
    if (!own.isEmpty()) {
      Stage.Verdicts verdicts = later.stage().judge(own, budget);
      evaluations += verdicts.evaluations();
      unknowns.addAll(verdicts.unknowns());
      missingNamespace();
      own(verdicts.findings(), after, before, replaced);
    }
    var consequences = Consequences.of(context, later, after, before, budget);
    add(consequences.broken(own), Consequence.DENY);
    // what an update takes away was there, and what comes or goes may be followed by another
    add(
        consequences.lacking(own),
        review.operation() == Operation.UPDATE ? Consequence.DENY : rules.companions());
    evaluations += consequences.evaluations();
  }

  private static Set<String> ids(List<Entity> entities) {
    return entities.stream()
        .map(e -> e.meta().id())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A live context knows every namespace; one that it lacks came a moment ago. */
  private void missingNamespace() {
    String namespace = review.namespace();
    if (namespace != null
        && context.coverage().live()
        && !review.kind().kind().equals("Namespace")
        && !context.knows(namespace)) {
      unknown("namespace " + namespace + " has not been seen yet, so that its owner is not known");
    }
  }

  /** What was seen of the cluster long ago may have changed since. */
  void stale(Instant now) {
    Duration age = Duration.between(context.coverage().asOf(), now);
    if (context.coverage().live() && age.compareTo(OLDEST) > 0) {
      unknown("the cluster was last seen " + age.toMinutes() + " minutes ago");
    }
  }

  /** What the object says that is not understood. */
  void gaps(List<Gap> gaps) {
    gaps.stream().filter(Gap::incomplete).forEach(g -> unknown(g.message()));
  }

  private void unknown(String reason) {
    unknowns.add(new Stage.Unknown("", review.what(), null, reason));
  }

  private void own(
      List<Finding> findings, List<Entity> after, List<Entity> before, Set<String> replaced) {
    opens = Consequences.speaksOfOthers(after);
    grants = after.stream().anyMatch(e -> e instanceof RoleBinding);
    // only they can matter to what is compared
    Set<String> controls =
        findings.stream().filter(this::refusing).map(Finding::control).collect(Collectors.toSet());
    Supplier<Alone> alone = once(() -> alone(after, controls));
    Supplier<Set<String>> existing = once(() -> existing(before, replaced, controls));
    for (Finding finding : findings) {
      add(finding, refusing(finding) ? consequence(finding, alone, existing) : Consequence.DENY);
    }
  }

  /**
   * What an update did not bring is existing. What a new object does not say itself is lacking, but
   * for a grant: what it gives, the roles and subjects that are there say.
   */
  private Consequence consequence(
      Finding finding, Supplier<Alone> alone, Supplier<Set<String>> existing) {
    if (review.operation() == Operation.UPDATE) {
      return existing.get().contains(finding.fingerprint()) ? rules.existing() : Consequence.DENY;
    }
    String print = finding.fingerprint();
    boolean says =
        (opens && namedInProof(finding))
            || alone.get().intrinsic().contains(print)
            || (grants && !alone.get().lacking().contains(print));
    return says ? Consequence.DENY : rules.companions();
  }

  private boolean namedInProof(Finding finding) {
    return finding.proof().stream()
        .map(Finding.Step::location)
        .anyMatch(l -> l != null && l.uri().equals(review.uri()));
  }

  /**
   * What an object is found to be with nothing beside it, by fingerprints.
   *
   * @param intrinsic what it says whatever stands beside it, see {@link PlatformContext#alone}
   * @param lacking what follows from there being nothing else
   */
  private record Alone(Set<String> intrinsic, Set<String> lacking) {}

  private Alone alone(List<Entity> after, Set<String> controls) {
    Set<String> ids = ids(after);
    List<Map<String, Severity>> found =
        context.alone(after, review.namespace()).stream()
            .map(stage -> severities(stage.judge(ids, controls, budget)))
            .toList();
    var alike =
        found.getFirst().entrySet().stream()
            .filter(e -> e.getValue() == found.getLast().get(e.getKey()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return new Alone(alike, found.getLast().keySet());
  }

  private Map<String, Severity> severities(Stage.Verdicts verdicts) {
    evaluations += verdicts.evaluations();
    return verdicts.findings().stream()
        .collect(Collectors.toMap(Finding::fingerprint, Finding::severity, (a, b) -> a));
  }

  private Set<String> existing(List<Entity> before, Set<String> replaced, Set<String> controls) {
    Set<String> ids = ids(before);
    Set<String> removed = new HashSet<>(replaced);
    removed.removeAll(ids);
    return fingerprints(
        context.after(new Change(before, removed)).stage().judge(ids, controls, budget));
  }

  private Set<String> fingerprints(Stage.Verdicts verdicts) {
    evaluations += verdicts.evaluations();
    return verdicts.findings().stream().map(Finding::fingerprint).collect(Collectors.toSet());
  }

  private static <T> Supplier<T> once(Supplier<T> source) {
    return new Supplier<>() {
      private @Nullable T value;

      @Override
      public T get() {
        T known = value;
        if (known == null) {
          known = source.get();
          value = known;
        }
        return known;
      }
    };
  }

  void deny(Finding finding) {
    denied.add(finding);
  }

  private void add(List<Finding> findings, Consequence consequence) {
    findings.forEach(f -> add(f, consequence));
  }

  private boolean refusing(Finding finding) {
    return finding.state() == Finding.State.NEW
        && rules.modeOf(finding) == Mode.ENFORCE
        && finding.severity().compareTo(rules.failOn()) <= 0;
  }

  private void add(Finding finding, Consequence consequence) {
    if (finding.state() != Finding.State.NEW || rules.modeOf(finding) == Mode.AUDIT) {
      recorded.add(finding);
    } else if (!refusing(finding)) {
      warned.add(finding);
    } else {
      switch (consequence) {
        case DENY -> denied.add(finding);
        case WARN -> warned.add(finding);
        case ALLOW -> recorded.add(finding);
      }
    }
  }

  Decision decision() {
    boolean open = !unknowns.isEmpty() && rules.unknown() != Consequence.ALLOW;
    boolean refused = !denied.isEmpty() || (open && rules.unknown() == Consequence.DENY);
    Decision.Outcome outcome =
        refused
            ? Decision.Outcome.DENIED
            : !warned.isEmpty() || open ? Decision.Outcome.WARNED : Decision.Outcome.ALLOWED;
    return new Decision(
        !refused,
        List.copyOf(denied),
        List.copyOf(warned),
        List.copyOf(recorded),
        rules.unknown() == Consequence.ALLOW ? List.of() : List.copyOf(unknowns),
        outcome,
        null,
        evaluations);
  }
}

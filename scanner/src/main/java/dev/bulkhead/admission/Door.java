package dev.bulkhead.admission;

import dev.bulkhead.admission.Review.Operation;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Workload;
import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.source.Node;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides AdmissionReviews: the platform is judged as it would be after the request, by the
 * controls that look at what the request touches.
 *
 * <p>A request is refused for what it says and for what it changes, never for what is not there
 * yet: objects of one platform come one after another, and the first would otherwise wait for the
 * last. Immutable and thread-safe.
 */
public final class Door {
  /** Sub-resources whose object is the whole pod. */
  private static final Set<String> POD_SUB_RESOURCES = Set.of("ephemeralcontainers", "resize");

  private final DoorRules rules;
  private final ObjectReader objects;
  private final Sessions sessions;
  private final BreakGlass breakGlass;

  public Door(ControlLibrary library, DoorRules rules, ObjectReader objects) {
    this.rules = rules;
    this.objects = objects;
    this.sessions = new Sessions(library, rules);
    this.breakGlass = new BreakGlass(rules.breakGlass());
  }

  /**
   * Decides a request.
   *
   * @param now for what is bound in time
   */
  public Decision decide(Review review, PlatformContext context, Instant now) {
    return decide(review, context, now, Budget.standard());
  }

  /** The same within a budget: what does not fit is unknown. */
  public Decision decide(Review review, PlatformContext context, Instant now, Budget budget) {
    for (DoorRules.Exemption exemption : rules.exempt()) {
      if (exemption.fits(review.user())) {
        return Decision.notJudged("exempt: " + exemption.because());
      }
    }
    if (review.operation() == Operation.CONNECT) {
      return sessions.decide(review, context);
    }
    String done = notToBeJudged(review, context);
    if (done != null) {
      return Decision.notJudged(done);
    }
    Judgement judgement = new Judgement(rules, review, context, budget);
    if (review.operation() == Operation.DELETE) {
      delete(review, context, judgement);
    } else {
      store(review, context, judgement, now);
    }
    Decision decision = judgement.decision();
    return decision.allowed() ? decision : breakGlass.apply(decision, review, context, now);
  }

  private static @Nullable String notToBeJudged(Review review, PlatformContext context) {
    String sub = review.subResource();
    if (!sub.isEmpty() && !sub.equals("scale") && !POD_SUB_RESOURCES.contains(sub)) {
      return "nothing is judged of " + review.resource() + "/" + sub;
    }
    Node object = review.object();
    if (object != null && isBeingDeleted(object)) {
      return "the object is being deleted";
    }
    String namespace = review.namespace();
    if (namespace == null || review.kind().kind().equals("Namespace")) {
      return null;
    }
    if (ExemptionLabel.covers(namespace, context)) {
      return "namespace " + namespace + " is exempt by its label";
    }
    if (review.operation() == Operation.DELETE
        && context.coverage().terminating().contains(namespace)) {
      return "namespace " + namespace + " is being deleted";
    }
    return null;
  }

  private static boolean isBeingDeleted(Node object) {
    return !ReviewReader.text(ReviewReader.child(object, "metadata"), "deletionTimestamp")
        .isEmpty();
  }

  private void store(Review review, PlatformContext context, Judgement judgement, Instant now) {
    Node object = review.object();
    if (object == null) {
      return;
    }
    if (review.subResource().equals("scale")) {
      scale(review, object, context, judgement);
      return;
    }
    ObjectReader.Result read = objects.read(object, review);
    Node old = review.oldObject();
    List<Entity> before =
        old == null ? known(read.entities(), context) : objects.read(old, review).entities();
    judgement.gaps(read.gaps());
    judgement.stale(now);
    Finding guarded = ExemptionLabel.guard(review, context, rules.breakGlass().groups());
    if (guarded != null) {
      judgement.deny(guarded);
    }
    judgement.judge(read.entities(), before, replaced(context, read.entities(), before));
  }

  /** What the context has of the object, for a review that does not say what it was. */
  private static List<Entity> known(List<Entity> entities, PlatformContext context) {
    return entities.isEmpty()
        ? List.of()
        : context.sameObject(entities.getFirst().meta().id()).stream()
            .map(context::entity)
            .filter(java.util.Objects::nonNull)
            .toList();
  }

  /**
   * The platform once a request is stored, for judging the next one.
   *
   * @return the same context where the request stores nothing
   */
  public PlatformContext stored(Review review, PlatformContext context) {
    boolean stores = review.subResource().isEmpty() && !review.dryRun();
    Node object = review.object();
    Node gone = review.oldObject();
    if (!stores || (object == null && gone == null)) {
      return context;
    }
    List<Entity> after = object == null ? List.of() : objects.read(object, review).entities();
    List<Entity> before =
        gone == null ? known(after, context) : objects.read(gone, review).entities();
    Set<String> removed = replaced(context, after, before);
    return context.next(new Change(after, removed).applyTo(context.snapshot()), context.coverage());
  }

  /** Everything that was read from the object before, under whatever ids. */
  private static Set<String> replaced(
      PlatformContext context, List<Entity> after, List<Entity> before) {
    Set<String> ids = new LinkedHashSet<>();
    for (List<Entity> entities : List.of(before, after)) {
      if (!entities.isEmpty()) {
        ids.addAll(context.sameObject(entities.getFirst().meta().id()));
      }
      entities.forEach(e -> ids.add(e.meta().id()));
    }
    return ids;
  }

  private static void scale(
      Review review, Node object, PlatformContext context, Judgement judgement) {
    String replicas = ReviewReader.text(ReviewReader.child(object, "spec"), "replicas");
    Workload workload = scaled(review, context);
    int wanted = wholeNumber(replicas);
    if (workload == null || wanted < 0) {
      return;
    }
    judgement.judge(
        List.of(ObjectReader.scaled(workload, wanted)),
        List.of(workload),
        Set.of(workload.meta().id()));
  }

  /** Negative where it is none. */
  private static int wholeNumber(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The workload behind a Scale, which names it only by its resource. */
  private static @Nullable Workload scaled(Review review, PlatformContext context) {
    String suffix = "/" + review.namespace() + "/" + review.name();
    for (String kind :
        List.of("Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "Rollout")) {
      boolean named = (kind.toLowerCase(java.util.Locale.ROOT) + "s").equals(review.resource());
      if (named && context.entity("Workload:" + kind + suffix) instanceof Workload w) {
        return w;
      }
    }
    return null;
  }

  private void delete(Review review, PlatformContext context, Judgement judgement) {
    Node old = review.oldObject();
    if (old == null) {
      return;
    }
    List<Entity> before = objects.read(old, review).entities();
    judgement.judge(List.of(), before, replaced(context, List.of(), before));
  }
}

package dev.bulkhead.admission;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Workload;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Format;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns objects of the API into entities, by the normalizers that read files. */
public final class ObjectReader {
  /** What reviews and the API call the place where an object was read. */
  static final String COLLECTOR = "cluster";

  /**
   * Controllers of Kubernetes whose pods and replica sets come from a template that was judged when
   * it was stored (Kubernetes documentation, Controller roles). The name alone counts: everybody
   * may write ownerReferences.
   */
  private static final Set<String> CONTROLLERS =
      Set.of(
          "system:kube-controller-manager",
          "system:serviceaccount:kube-system:cronjob-controller",
          "system:serviceaccount:kube-system:daemon-set-controller",
          "system:serviceaccount:kube-system:deployment-controller",
          "system:serviceaccount:kube-system:job-controller",
          "system:serviceaccount:kube-system:replicaset-controller",
          "system:serviceaccount:kube-system:replication-controller",
          "system:serviceaccount:kube-system:statefulset-controller");

  private static final Set<String> OWNER_KINDS =
      Set.of(
          "CronJob",
          "DaemonSet",
          "Deployment",
          "Job",
          "ReplicaSet",
          "ReplicationController",
          "StatefulSet");

  private final Normalizers normalizers;

  public ObjectReader(Normalizers normalizers) {
    this.normalizers = normalizers;
  }

  /** Entities in the order in which the object has them, its own first; ids are unique. */
  public record Result(List<Entity> entities, List<Gap> gaps) {}

  /** Reads an object that stands at a place of the API. */
  public Result read(Node object, String uri) {
    var document =
        new Document(new SourceFile(uri, null, "", 0), 0, Format.JSON, object, COLLECTOR, null);
    Normalizers.Result result = normalizers.normalize(document);
    Set<String> ids = new HashSet<>();
    var entities = new ArrayList<Entity>(result.entities().size());
    for (Entity entity : result.entities()) {
      if (ids.add(entity.meta().id())) {
        entities.add(entity);
      }
    }
    return new Result(entities, result.gaps());
  }

  /**
   * Reads the object of a review. What a controller of Kubernetes makes for an owner that was
   * judged itself stays owned; whoever else writes such an owner into an object is judged by the
   * object.
   */
  Result read(Node object, Review review) {
    Result result = read(object, review.uri());
    if (isByController(review, object)) {
      return result;
    }
    List<Entity> entities =
        result.entities().stream()
            .map(e -> e instanceof Workload w && w.owned() ? unowned(w) : e)
            .toList();
    return new Result(entities, result.gaps());
  }

  private static boolean isByController(Review review, Node object) {
    Node metadata = ReviewReader.child(object, "metadata");
    return CONTROLLERS.contains(review.user().name())
        && ReviewReader.child(metadata, "ownerReferences") instanceof Node.Sequence owners
        && owners.items().stream()
            .anyMatch(o ->
                ReviewReader.text(o, "controller").equals("true")
                    && OWNER_KINDS.contains(ReviewReader.text(o, "kind")));
  }

  private static Workload unowned(Workload w) {
    return new Workload(
        w.meta(),
        w.pod(),
        w.replicas(),
        false,
        w.strategy(),
        w.revisionHistoryLimit(),
        w.cron(),
        w.claimTemplates());
  }

  /** A workload scaled to another number of replicas. */
  static Workload scaled(Workload w, int replicas) {
    return new Workload(
        w.meta(),
        w.pod(),
        replicas,
        w.owned(),
        w.strategy(),
        w.revisionHistoryLimit(),
        w.cron(),
        w.claimTemplates());
  }
}

package dev.bulkhead.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs pods: Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController,
 * Job, CronJob, Pod or Argo Rollout; which, says {@code meta.resourceKind}.
 *
 * @param replicas as written; null where absent or meaningless
 * @param owned whether a controller owns it (ownerReferences), so that it is judged at its owner
 * @param strategy update strategy type as written
 * @param revisionHistoryLimit how many former revisions are kept, as written
 * @param cron what a CronJob adds; null for the others
 */
public record Workload(
    Meta meta,
    PodSpec pod,
    @Nullable Integer replicas,
    boolean owned,
    @Nullable String strategy,
    @Nullable Integer revisionHistoryLimit,
    @Nullable Cron cron,
    List<ClaimTemplate> claimTemplates)
    implements Entity {

  /** A CronJob's schedule. */
  public record Cron(
      String schedule,
      @Nullable String timeZone,
      boolean suspend,
      String concurrencyPolicy,
      @Nullable Long startingDeadlineSeconds) {}

  /** A StatefulSet's volumeClaimTemplate. */
  public record ClaimTemplate(
      String name,
      String pointer,
      List<String> accessModes,
      @Nullable String storageClass,
      @Nullable String size) {}
}

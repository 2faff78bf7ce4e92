package dev.bulkhead.normalize.kubernetes;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.PodSpec;
import dev.bulkhead.model.Workload;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything that runs pods. */
final class Workloads {
  private Workloads() {}

  static void read(Kind kind, Sink sink) {
    Tree tree = kind.tree();
    Tree spec = tree.at("spec");
    boolean cron = kind.resourceKind().equals("CronJob");
    Tree template =
        switch (kind.resourceKind()) {
          case "Pod" -> tree;
          case "CronJob" -> spec.at("jobTemplate", "spec", "template");
          default -> spec.at("template");
        };
    if (kind.group().equals("apps") && isPart(spec, template)) {
      sink.gap(part(kind));
      return;
    }
    PodSpec pod = Pods.read(template);
    if (pod.containers().isEmpty() && !spec.at("workloadRef").present()) {
      sink.gap(empty(kind));
    }
    sink.add(
        new Workload(
            kind.meta("Workload"),
            pod,
            spec.at("replicas").smallInteger(),
            tree.at("metadata", "ownerReferences").items().stream()
                .anyMatch(o -> o.at("controller").isTrue()),
            strategy(kind.resourceKind(), spec),
            spec.at("revisionHistoryLimit").smallInteger(),
            cron ? cron(spec) : null,
            claims(kind.resourceKind(), spec)));
  }

  /**
   * Whether this is a patch: no API server takes a workload that selects no pods and gives them no
   * labels, and of which no container names an image.
   */
  private static boolean isPart(Tree spec, Tree template) {
    Tree containers = template.at("spec", "containers");
    return !spec.at("selector").present()
        && !template.at("metadata").present()
        && (!containers.isSequence()
            || containers.items().stream()
                .noneMatch(c -> c.isMapping() && c.at("image").present()));
  }

  /**
   * A Rollout may leave its pods to a Deployment; everything else that runs pods has containers.
   */
  private static Gap empty(Kind kind) {
    return new Gap(
        "no-containers",
        true,
        kind.source().uri(),
        kind.source().span(),
        kind.resourceKind()
            + " "
            + kind.meta("Workload").name()
            + " has no containers that can be read; what it runs is not evaluated",
        "give spec.containers of the pod as a list with a container or more");
  }

  private static Gap part(Kind kind) {
    return new Gap(
        "part-of-object",
        true,
        kind.source().uri(),
        kind.source().span(),
        "a part of "
            + kind.resourceKind()
            + " "
            + kind.meta("Workload").name()
            + ", without selector and images, that no kustomization of the input applies;"
            + " not evaluated",
        "list it under patches where it belongs, or name it in .bulkheadignore");
  }

  private static @Nullable String strategy(String resourceKind, Tree spec) {
    return switch (resourceKind) {
      case "Deployment" -> spec.at("strategy", "type").text();
      case "StatefulSet", "DaemonSet" -> spec.at("updateStrategy", "type").text();
      default -> null;
    };
  }

  private static Workload.Cron cron(Tree spec) {
    return new Workload.Cron(
        spec.at("schedule").text(""),
        spec.at("timeZone").text(),
        spec.at("suspend").isTrue(),
        spec.at("concurrencyPolicy").text("Allow"),
        spec.at("startingDeadlineSeconds").integer());
  }

  private static List<Workload.ClaimTemplate> claims(String resourceKind, Tree spec) {
    if (!resourceKind.equals("StatefulSet")) {
      return List.of();
    }
    return spec.at("volumeClaimTemplates").items().stream()
        .map(c ->
            new Workload.ClaimTemplate(
                Objects.requireNonNullElse(c.at("metadata", "name").text(), ""),
                c.pointer(),
                c.at("spec", "accessModes").texts(),
                c.at("spec", "storageClassName").text(),
                c.at("spec", "resources", "requests", "storage").text()))
        .toList();
  }
}

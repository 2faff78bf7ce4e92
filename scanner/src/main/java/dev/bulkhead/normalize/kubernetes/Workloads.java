package dev.bulkhead.normalize.kubernetes;

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
    sink.add(
        new Workload(
            kind.meta("Workload"),
            Pods.read(template),
            spec.at("replicas").smallInteger(),
            tree.at("metadata", "ownerReferences").items().stream()
                .anyMatch(o -> o.at("controller").isTrue()),
            strategy(kind.resourceKind(), spec),
            cron ? cron(spec) : null,
            claims(kind.resourceKind(), spec)));
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

package dev.bulkhead.rules;

import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rules.ClusterManifests.Key;
import dev.bulkhead.webhook.GuardedCluster;
import dev.bulkhead.webhook.cluster.FollowedKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A platform's manifests, applied to a real API server through the webhook. */
final class GuardedPlatform implements AutoCloseable {
  /** An API server serves these itself; groups of custom resources have other names. */
  private static final Set<String> BUILT_IN =
      Set.of(
          "",
          "admissionregistration.k8s.io",
          "apps",
          "autoscaling",
          "batch",
          "networking.k8s.io",
          "policy",
          "rbac.authorization.k8s.io",
          "scheduling.k8s.io",
          "storage.k8s.io");

  final ClusterManifests manifests;
  private final GuardedCluster cluster;

  /**
   * What the door said.
   *
   * @param asked whether the API server asked the webhook at all
   * @param failure what the API server answered instead of taking the request; empty where it did
   */
  record Answer(boolean asked, String failure, List<DoorWords> findings) {
    boolean refusedByTheDoor() {
      return failure.startsWith(GuardedCluster.DENIED);
    }
  }

  private GuardedPlatform(ClusterManifests manifests, GuardedCluster cluster) {
    this.manifests = manifests;
    this.cluster = cluster;
  }

  /**
   * Starts an empty cluster for a platform, with its custom resources, and the webhook before it.
   */
  static GuardedPlatform start(Path platform, Path folder) throws Exception {
    ClusterManifests manifests = ClusterManifests.of(platform);
    var out = new GuardedPlatform(manifests, GuardedCluster.start(Files.createDirectories(folder)));
    out.define();
    out.createMissingNamespaces();
    out.cluster.serve(platform, InstantSource.fixed(CaseScan.NOW));
    out.cluster.guard();
    return out;
  }

  private void define() {
    Set<String> defined = new HashSet<>();
    for (Key key : manifests.objects().keySet()) {
      if (!BUILT_IN.contains(key.group()) && defined.add(key.group() + "/" + key.kind())) {
        cluster.define(
            key.group(), key.version(), key.kind(), plural(key.kind()), isNamespaced(key));
      }
    }
  }

  private boolean isNamespaced(Key key) {
    return manifests.objects().keySet().stream()
        .anyMatch(k ->
            k.group().equals(key.group())
                && k.kind().equals(key.kind())
                && !k.namespace().isEmpty());
  }

  private static String plural(String kind) {
    String lower = kind.toLowerCase(Locale.ROOT);
    if (lower.endsWith("y")) {
      return lower.substring(0, lower.length() - 1) + "ies";
    }
    return lower.endsWith("s") ? lower + "es" : lower + "s";
  }

  /** Those that another team's manifests make. */
  private void createMissingNamespaces() {
    Set<String> missing = new LinkedHashSet<>();
    manifests.objects().keySet().forEach(k -> missing.add(k.namespace()));
    manifests.objects().keySet().stream()
        .filter(k -> k.kind().equals("Namespace"))
        .forEach(k -> missing.remove(k.name()));
    missing.removeAll(Set.of("", "default", "kube-system"));
    for (String name : missing) {
      cluster
          .admin
          .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
          .create();
    }
  }

  /** The objects in the order in which tools apply them: namespaces first. */
  List<Key> inOrder() {
    return manifests.objects().keySet().stream()
        .filter(GuardedPlatform::isApplied)
        .sorted(Comparator.comparing(k -> !k.kind().equals("Namespace")))
        .toList();
  }

  /**
   * Webhooks of others lead to services that do not run here, and the server would wait for them.
   */
  private static boolean isApplied(Key key) {
    return !key.kind().equals("ValidatingWebhookConfiguration");
  }

  /** Waits until the webhook's watches have told it of all objects that it follows. */
  void awaitContext() {
    for (Key key : manifests.objects().keySet()) {
      if (FollowedKinds.contain(key.apiVersion(), key.kind()) && isApplied(key)) {
        GuardedCluster.until(
            () -> cluster.knowsAny(id -> id.endsWith(key.inIds())), key + " to be known");
      }
    }
  }

  /** What {@code kubectl apply --server-side} of an object does, and the decision on it. */
  Answer apply(GenericKubernetesResource object) {
    return answer(() -> cluster.alice.resource(object).patch(applying(List.of())));
  }

  /** The same with {@code --dry-run=server}, which stores nothing. */
  Answer tryToApply(GenericKubernetesResource object) {
    return answer(() -> cluster.alice.resource(object).patch(applying(List.of("All"))));
  }

  Answer tryToDelete(HasMetadata object) {
    return answer(() -> cluster.alice.resource(object).dryRun().delete());
  }

  private static PatchContext applying(List<String> dryRun) {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager("kubectl")
        .withForce(true)
        .withDryRun(dryRun)
        .build();
  }

  private Answer answer(Runnable request) {
    long before = cluster.logged();
    String failure = "";
    try {
      request.run();
    } catch (KubernetesClientException e) {
      failure =
          e.getStatus() == null || e.getStatus().getMessage() == null
              ? String.valueOf(e.getMessage())
              : e.getStatus().getMessage();
    }
    List<ObjectValue> decisions = cluster.decisionsFrom(before);
    return new Answer(
        !decisions.isEmpty(),
        failure,
        decisions.stream().flatMap(d -> DoorWords.ofDecision(d).stream()).toList());
  }

  @Override
  public void close() {
    cluster.close();
  }
}

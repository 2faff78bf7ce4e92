package dev.bulkhead.normalize.kubernetes;

import dev.bulkhead.model.Namespace;
import dev.bulkhead.model.Resource;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Plain;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.traefik.TraefikResources;
import dev.bulkhead.secrets.Digest;

/** Kubernetes objects by their kind; what is not known by name becomes a {@link Resource}. */
public final class KubernetesObjects {
  private final Digest digest;

  public KubernetesObjects(Digest digest) {
    this.digest = digest;
  }

  /** Turns one object into entities. */
  public void normalize(Kind kind, Sink sink) {
    String group = kind.group();
    ChartReleases.note(kind, sink);
    boolean known =
        switch (group) {
          case "" -> core(kind, sink);
          case "apps", "batch", "extensions", "argoproj.io" -> workload(kind, sink);
          case "networking.k8s.io" -> networking(kind, sink);
          case "gateway.networking.k8s.io" -> gateway(kind, sink);
          case "rbac.authorization.k8s.io", "authorization.openshift.io" -> rbac(kind, sink);
          case "admissionregistration.k8s.io" -> admission(kind, sink);
          case "kyverno.io", "policies.kyverno.io" -> kyverno(kind, sink);
          case "constraints.gatekeeper.sh" -> {
            Admission.gatekeeper(kind, sink);
            yield true;
          }
          case "traefik.io", "traefik.containo.us" -> TraefikResources.normalize(kind, sink);
          default -> other(kind, sink);
        };
    if (!known) {
      sink.add(new Resource(kind.meta("Resource"), Plain.map(kind.tree().node())));
    }
  }

  private boolean core(Kind kind, Sink sink) {
    switch (kind.resourceKind()) {
      case "Pod", "ReplicationController" -> Workloads.read(kind, sink);
      case "Namespace" -> sink.add(new Namespace(kind.meta("Namespace")));
      case "Service" -> Networking.service(kind, sink);
      case "ServiceAccount" -> Access.serviceAccount(kind, sink);
      case "Secret" -> Storage.secret(kind, sink, digest);
      case "ConfigMap" -> Storage.configMap(kind, sink);
      case "PersistentVolumeClaim" -> Storage.claim(kind, sink);
      case "PersistentVolume" -> Storage.volume(kind, sink);
      case "ResourceQuota" -> Storage.quota(kind, sink);
      case "LimitRange" -> Storage.limitRange(kind, sink);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean workload(Kind kind, Sink sink) {
    switch (kind.resourceKind()) {
      case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Rollout" ->
          Workloads.read(kind, sink);
      case "Ingress" -> Networking.ingress(kind, sink);
      case "NetworkPolicy" -> Networking.networkPolicy(kind, sink);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean networking(Kind kind, Sink sink) {
    switch (kind.resourceKind()) {
      case "Ingress" -> Networking.ingress(kind, sink);
      case "NetworkPolicy" -> Networking.networkPolicy(kind, sink);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean gateway(Kind kind, Sink sink) {
    switch (kind.resourceKind()) {
      case "Gateway" -> Networking.gateway(kind, sink);
      case "HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute" ->
          Networking.gatewayRoute(kind, sink);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean rbac(Kind kind, Sink sink) {
    switch (kind.resourceKind()) {
      case "Role", "ClusterRole" -> Access.role(kind, sink);
      case "RoleBinding", "ClusterRoleBinding" -> Access.binding(kind, sink);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean admission(Kind kind, Sink sink) {
    switch (kind.resourceKind()) {
      case "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration" ->
          Admission.webhook(kind, sink);
      case "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding" ->
          Admission.vap(kind, sink);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean kyverno(Kind kind, Sink sink) {
    if (kind.resourceKind().equals("ClusterPolicy") || kind.resourceKind().equals("Policy")) {
      Admission.kyverno(kind, sink);
      return true;
    }
    if (kind.resourceKind().equals("ValidatingPolicy")) {
      Admission.kyvernoValidating(kind, sink);
      return true;
    }
    return false;
  }

  private boolean other(Kind kind, Sink sink) {
    switch (kind.group() + "/" + kind.resourceKind()) {
      case "storage.k8s.io/StorageClass" -> Storage.storageClass(kind, sink);
      case "policy/PodDisruptionBudget" -> Storage.disruptionBudget(kind, sink);
      case "autoscaling/HorizontalPodAutoscaler", "keda.sh/ScaledObject" ->
          Storage.autoscaler(kind, sink);
      case "scheduling.k8s.io/PriorityClass" -> Storage.priorityClass(kind, sink);
      case "bitnami.com/SealedSecret" -> Storage.secret(kind, sink, digest);
      default -> {
        return false;
      }
    }
    return true;
  }
}

package dev.bulkhead.webhook.cluster;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;

/**
 * A resource that the context holds. The chart's ClusterRole grants list and watch on exactly these.
 *
 * @param plural as in the API's paths
 */
record FollowedResource(
    String group, String version, String kind, String plural, boolean namespaced) {

  /** All that some control or analysis looks at, but for Secrets and ConfigMaps. */
  static final List<FollowedResource> ALL =
      List.of(
          new FollowedResource("", "v1", "Namespace", "namespaces", false),
          new FollowedResource("", "v1", "Pod", "pods", true),
          new FollowedResource("", "v1", "Service", "services", true),
          new FollowedResource("", "v1", "ServiceAccount", "serviceaccounts", true),
          new FollowedResource("", "v1", "ResourceQuota", "resourcequotas", true),
          new FollowedResource("", "v1", "LimitRange", "limitranges", true),
          new FollowedResource("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true),
          new FollowedResource("", "v1", "PersistentVolume", "persistentvolumes", false),
          new FollowedResource("apps", "v1", "Deployment", "deployments", true),
          new FollowedResource("apps", "v1", "StatefulSet", "statefulsets", true),
          new FollowedResource("apps", "v1", "DaemonSet", "daemonsets", true),
          new FollowedResource("batch", "v1", "CronJob", "cronjobs", true),
          new FollowedResource("batch", "v1", "Job", "jobs", true),
          new FollowedResource("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true),
          new FollowedResource("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true),
          new FollowedResource("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", true),
          new FollowedResource("networking.k8s.io", "v1", "Ingress", "ingresses", true),
          new FollowedResource("rbac.authorization.k8s.io", "v1", "Role", "roles", true),
          new FollowedResource("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", true),
          new FollowedResource("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", false),
          new FollowedResource(
              "rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings", false),
          new FollowedResource("storage.k8s.io", "v1", "StorageClass", "storageclasses", false),
          new FollowedResource("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", false),
          new FollowedResource(
              "admissionregistration.k8s.io",
              "v1",
              "ValidatingWebhookConfiguration",
              "validatingwebhookconfigurations",
              false),
          new FollowedResource(
              "admissionregistration.k8s.io",
              "v1",
              "MutatingWebhookConfiguration",
              "mutatingwebhookconfigurations",
              false),
          new FollowedResource(
              "admissionregistration.k8s.io",
              "v1",
              "ValidatingAdmissionPolicy",
              "validatingadmissionpolicies",
              false),
          new FollowedResource(
              "admissionregistration.k8s.io",
              "v1",
              "ValidatingAdmissionPolicyBinding",
              "validatingadmissionpolicybindings",
              false),
          new FollowedResource("kyverno.io", "v1", "ClusterPolicy", "clusterpolicies", false),
          new FollowedResource("kyverno.io", "v1", "Policy", "policies", true),
          new FollowedResource(
              "policy.sigstore.dev", "v1beta1", "ClusterImagePolicy", "clusterimagepolicies", false),
          new FollowedResource("keda.sh", "v1alpha1", "ScaledObject", "scaledobjects", true),
          new FollowedResource("traefik.io", "v1alpha1", "IngressRoute", "ingressroutes", true),
          new FollowedResource("traefik.io", "v1alpha1", "IngressRouteTCP", "ingressroutetcps", true),
          new FollowedResource("traefik.io", "v1alpha1", "IngressRouteUDP", "ingressrouteudps", true),
          new FollowedResource("traefik.io", "v1alpha1", "Middleware", "middlewares", true),
          new FollowedResource("traefik.io", "v1alpha1", "TLSOption", "tlsoptions", true),
          new FollowedResource("traefik.io", "v1alpha1", "TLSStore", "tlsstores", true),
          new FollowedResource("traefik.io", "v1alpha1", "ServersTransport", "serverstransports", true),
          new FollowedResource("gateway.networking.k8s.io", "v1", "Gateway", "gateways", true),
          new FollowedResource("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes", true),
          new FollowedResource("cilium.io", "v2", "CiliumNetworkPolicy", "ciliumnetworkpolicies", true),
          new FollowedResource(
              "cilium.io",
              "v2",
              "CiliumClusterwideNetworkPolicy",
              "ciliumclusterwidenetworkpolicies",
              false),
          new FollowedResource(
              "crd.projectcalico.org", "v1", "NetworkPolicy", "networkpolicies", true),
          new FollowedResource(
              "crd.projectcalico.org", "v1", "GlobalNetworkPolicy", "globalnetworkpolicies", false));

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  ResourceDefinitionContext definition() {
    return new ResourceDefinitionContext.Builder()
        .withGroup(group)
        .withVersion(version)
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(namespaced)
        .build();
  }

  /** Where an object stands, as reviews name it too. */
  String uri(String namespace, String name) {
    return "k8s://cluster/"
        + apiVersion()
        + (namespaced ? "/namespaces/" + namespace : "")
        + "/"
        + plural
        + "/"
        + name;
  }
}

package dev.bulkhead.admission;

import dev.bulkhead.admission.Cluster.Setup;

/** Objects of two tenants, a and b, as the tests of the door need them again and again. */
final class TwoTenants {
  static final String PLATFORM =
      """
      platform: shop
      scope: complete
      breakGlassGroups: [platform-break-glass]
      tenants:
        - {id: a, owns: {namespaces: [a]}}
        - {id: b, owns: {namespaces: [b]}}
      """;

  private TwoTenants() {}

  static Setup setup() {
    return Setup.STANDARD.platform(PLATFORM);
  }

  static String namespace(String name) {
    return "{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}";
  }

  static String pod(String namespace, String extra) {
    return """
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
      namespace: %s
      %s
    spec:
      containers:
        - name: web
          image: registry.example/web@sha256:%s
          securityContext: {privileged: true}
    """
        .formatted(namespace, extra, "0".repeat(64));
  }

  static String policy(String namespace, String ingress) {
    return """
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: ingress, namespace: %s}
    spec:
      podSelector: {}
      policyTypes: [Ingress]
      ingress: %s
    """
        .formatted(namespace, ingress);
  }

  static String deployment(String namespace) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, namespace: %s}
    spec:
      replicas: 2
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          containers: [{name: web, image: registry.example/web}]
    """
        .formatted(namespace);
  }
}

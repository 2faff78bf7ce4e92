package dev.bulkhead.analysis;

import java.util.Set;

/** Namespaces that by common use hold the platform's own services. */
public final class SystemNamespaces {
  private static final Set<String> NAMES =
      Set.of(
          "kube-system",
          "kube-public",
          "kube-node-lease",
          "traefik",
          "traefik-system",
          "ingress-nginx",
          "cert-manager",
          "monitoring",
          "observability",
          "logging",
          "argocd",
          "argo-cd",
          "flux-system",
          "cnpg-system",
          "external-secrets",
          "sealed-secrets",
          "kyverno",
          "gatekeeper-system",
          "velero",
          "rook-ceph",
          "longhorn-system",
          "metallb-system",
          "vault",
          "keda",
          "istio-system",
          "linkerd",
          "local-path-storage",
          "capsule-system",
          "bulkhead-system",
          "k8up",
          "k8up-system",
          "minio",
          "loki",
          "grafana",
          "prometheus",
          "redis-operator",
          "postgres-operator");

  private SystemNamespaces() {}

  public static boolean contains(String namespace) {
    return NAMES.contains(namespace);
  }
}

package dev.bulkhead.render;

import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Helm installs what names no namespace into the release's. */
final class ReleaseNamespace {
  /** Kinds of Kubernetes and Traefik that live in a namespace. */
  private static final Set<String> NAMESPACED =
      Set.of(
          "ConfigMap",
          "CronJob",
          "DaemonSet",
          "Deployment",
          "HTTPRoute",
          "HorizontalPodAutoscaler",
          "Ingress",
          "IngressRoute",
          "IngressRouteTCP",
          "IngressRouteUDP",
          "Job",
          "LimitRange",
          "Middleware",
          "MiddlewareTCP",
          "NetworkPolicy",
          "PersistentVolumeClaim",
          "Pod",
          "PodDisruptionBudget",
          "ReplicaSet",
          "ReplicationController",
          "ResourceQuota",
          "Role",
          "RoleBinding",
          "Secret",
          "ServersTransport",
          "Service",
          "ServiceAccount",
          "StatefulSet",
          "TLSOption",
          "TLSStore");

  private ReleaseNamespace() {}

  /** The document with a namespace where it lacks one that it needs. */
  static Node in(Node document, String namespace) {
    if (!(document instanceof Mapping m)
        || !(m.get("kind") instanceof Scalar kind)
        || !NAMESPACED.contains(kind.text())
        || !(m.get("metadata") instanceof Mapping metadata)
        || metadata.get("namespace") != null) {
      return document;
    }
    var entries = new ArrayList<Entry>();
    for (Entry entry : m.entries()) {
      entries.add(
          entry.value() == metadata
              ? new Entry(entry.key(), with(metadata, entry.key().span(), namespace))
              : entry);
    }
    return new Mapping(m.span(), List.copyOf(entries));
  }

  private static Mapping with(Mapping metadata, Span at, String namespace) {
    var entries = new ArrayList<>(metadata.entries());
    entries.add(
        new Entry(
            new Scalar(at, "namespace", Type.STRING), new Scalar(at, namespace, Type.STRING)));
    return new Mapping(metadata.span(), List.copyOf(entries));
  }
}

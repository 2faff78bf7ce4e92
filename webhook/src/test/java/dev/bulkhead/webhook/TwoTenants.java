package dev.bulkhead.webhook;

import dev.bulkhead.admission.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Two tenants that keep to themselves, each with a workload, behind the door of a real cluster. */
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

  static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: %s}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            serviceAccountName: web
            automountServiceAccountToken: false
            securityContext: {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}}
            topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: web}}}]
            containers:
              - name: web
                image: registry.example/web@sha256:0000000000000000000000000000000000000000000000000000000000000000
                resources: {requests: {cpu: 1, memory: 1Gi}, limits: {memory: 1Gi}}
                readinessProbe: {tcpSocket: {port: 80}}
                livenessProbe: {tcpSocket: {port: 80}}
                securityContext: {privileged: %s, allowPrivilegeEscalation: %s, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
      """;

  static final String POLICY =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: default, namespace: %s}
      spec: {podSelector: {}, policyTypes: [Ingress], ingress: %s}
      """;

  private TwoTenants() {}

  /** The cluster with both, guarded. */
  static GuardedCluster start(Path folder)
      throws IOException, InterruptedException, SettingsException {
    GuardedCluster cluster = GuardedCluster.start(folder);
    cluster.define("openreports.io", "v1alpha1", "Report", "reports", true);
    cluster.define("openreports.io", "v1alpha1", "ClusterReport", "clusterreports", false);
    for (String namespace : List.of("a", "b")) {
      cluster.create("{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
      cluster.create(POLICY.formatted(namespace, "[]"));
      cluster.create(DEPLOYMENT.formatted(namespace, "false", "false"));
    }
    Files.writeString(folder.resolve("bulkhead.yaml"), PLATFORM);
    cluster.serve(folder, InstantSource.system());
    cluster.guard();
    return cluster;
  }
}

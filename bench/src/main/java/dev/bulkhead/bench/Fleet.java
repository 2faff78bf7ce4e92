package dev.bulkhead.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the manifests of a fleet of tenants: for each a namespace with policies, quota, accounts,
 * configuration and ten workloads. One file a tenant, ten of a hundred with a fault.
 */
public final class Fleet {
  /** Resources of one tenant. */
  static final int PER_TENANT = 20;

  private Fleet() {}

  /**
   * @param args the directory and the number of resources
   */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), Integer.parseInt(args[1]) / PER_TENANT);
  }

  static void write(Path directory, int tenants) throws IOException {
    for (int i = 0; i < tenants; i++) {
      Path folder = directory.resolve("region-" + i / 100);
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("tenant-%05d.yaml".formatted(i)), tenant(i));
    }
  }

  /** What keeps a namespace to itself but for the edge: of its name and the edge's namespace. */
  static final String POLICIES =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: default-deny, namespace: %1$s}
      spec:
        podSelector: {}
        policyTypes: [Ingress, Egress]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: own, namespace: %1$s}
      spec:
        podSelector: {}
        policyTypes: [Ingress, Egress]
        ingress:
          - from: [{podSelector: {}}]
        egress:
          - to: [{podSelector: {}}]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: edge, namespace: %1$s}
      spec:
        podSelector:
          matchLabels: {role: web}
        policyTypes: [Ingress]
        ingress:
          - from:
              - namespaceSelector:
                  matchLabels: {kubernetes.io/metadata.name: %2$s}
            ports: [{port: 8069}]
      """;

  /** The manifests of one tenant. */
  static String tenant(int i) {
    String name = "tenant-%05d".formatted(i);
    var out = new StringBuilder();
    out.append(
        ("""
        apiVersion: v1
        kind: Namespace
        metadata:
          name: %1$s
          labels:
            bulkhead.dev/tenant: %1$s
            pod-security.kubernetes.io/enforce: restricted
        ---
        """
                + POLICIES
                + """
                ---
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: quota, namespace: %1$s}
                spec:
                  hard: {cpu: "8", memory: 32Gi, pods: "40", requests.storage: 100Gi}
                ---
                apiVersion: v1
                kind: LimitRange
                metadata: {name: limits, namespace: %1$s}
                spec:
                  limits: [{type: Container, default: {memory: 1Gi}}]
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: odoo, namespace: %1$s}
                automountServiceAccountToken: false
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: %1$s}
                data: {region: eu-west-1, theme: plain}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: %1$s}
                spec:
                  selector: {app: app-0}
                  ports: [{port: 8069}]
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: web, namespace: %1$s}
                spec:
                  tls: [{hosts: [%1$s.example.com], secretName: web-tls}]
                  rules:
                    - host: %1$s.example.com
                      http:
                        paths:
                          - path: /
                            pathType: Prefix
                            backend: {service: {name: web, port: {number: 8069}}}
                """)
            .formatted(name, i % 10 == 7 ? "tenant-%05d".formatted(i + 1) : "traefik"));
    for (int j = 0; j < 10; j++) {
      out.append(workload(name, j, i % 10 == 3));
    }
    return out.toString();
  }

  private static String workload(String namespace, int j, boolean faulty) {
    return """
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: app-%2$d
      namespace: %1$s
    spec:
      replicas: 2
      selector:
        matchLabels: {app: app-%2$d}
      template:
        metadata:
          labels: {app: app-%2$d, role: %4$s}
        spec:
          serviceAccountName: odoo
          automountServiceAccountToken: false
          securityContext:
            runAsNonRoot: %3$s
            seccompProfile: {type: RuntimeDefault}
          containers:
            - name: main
              image: registry.example.com/odoo/app:17.0.1
              ports: [{name: http, containerPort: 8069}]
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities: {drop: [ALL]}
              resources:
                requests: {cpu: 100m, memory: 256Mi}
                limits: {memory: 512Mi}
              readinessProbe: {httpGet: {path: /web/health, port: 8069}}
    """
        .formatted(namespace, j, !faulty, j == 0 ? "web" : "worker");
  }
}

package dev.bulkhead.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who can reach whom, at scale: ten pods and five network policies in each namespace, each of
 * another tenant, judged by ISO-03 alone, beside a bare JVM that only reads the same files.
 * Policies select by labels of pods and namespaces, some open a namespace to a few others or to all
 * of a region.
 */
public final class Network {
  private static final int PODS = 10;
  private static final int REGIONS = 20;

  private Network() {}

  /**
   * @param args the checkout with its launcher, and numbers of namespaces
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path checkout = Path.of(args[0]).toAbsolutePath().normalize();
    for (int i = 1; i < args.length; i++) {
      Path folder = Files.createTempDirectory("network");
      try {
        for (int n = 0; n < Integer.parseInt(args[i]); n++) {
          Files.writeString(folder.resolve("tenant-%05d.yaml".formatted(n)), tenant(n));
        }
        measure(checkout, folder, args[i]);
      } finally {
        Bulk.delete(folder);
      }
    }
  }

  private static void measure(Path checkout, Path folder, String namespaces)
      throws IOException, InterruptedException {
    Measured parse = Measured.run(ParseOnly.command(folder), Map.of());
    Measured scan =
        Measured.run(
            List.of(
                checkout.resolve("bulkhead").toString(),
                "scan",
                folder.toString(),
                "--only",
                "ISO-03"),
            Map.of());
    if (parse.exitCode() != 0 || scan.exitCode() > 1) {
      throw new IOException("exit codes " + parse.exitCode() + " and " + scan.exitCode());
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "%6s namespaces: only read %.1f s (CPU %.1f s), judged by ISO-03 %.1f s (CPU %.1f s)",
            namespaces,
            parse.seconds(),
            parse.cpuSeconds(),
            scan.seconds(),
            scan.cpuSeconds()));
    scan.output().stream()
        .filter(line -> line.startsWith("  findings ") || line.startsWith("  outcomes "))
        .forEach(System.out::println);
  }

  private static String tenant(int i) {
    String name = "tenant-%05d".formatted(i);
    var out =
        new StringBuilder(
            """
            apiVersion: v1
            kind: Namespace
            metadata:
              name: %1$s
              labels: {bulkhead.dev/tenant: %1$s, region: region-%2$d}
            ---
            """
                .formatted(name, i % REGIONS));
    out.append(Fleet.POLICIES.formatted(name, "traefik"));
    out.append(
        """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: queue, namespace: %1$s}
        spec:
          podSelector: {matchExpressions: [{key: role, operator: In, values: [worker, cron]}]}
          policyTypes: [Egress]
          egress: [{to: [{namespaceSelector: {matchLabels: {region: region-%2$d}}}]}]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: partner, namespace: %1$s}
        spec:
          podSelector: {matchLabels: {role: web}}
          policyTypes: [Ingress]
          ingress:
            - from:
                - namespaceSelector: {matchLabels: {%3$s}}
                  podSelector: {matchLabels: {role: worker}}
        """
            .formatted(
                name,
                i % REGIONS,
                i % 7 == 3 ? "region: region-" + i % REGIONS : "bulkhead.dev/tenant: " + name));
    for (int j = 0; j < PODS; j++) {
      String role = j == 0 ? "web" : j == 9 ? "cron" : "worker";
      out.append(
          """
          ---
          apiVersion: v1
          kind: Pod
          metadata: {name: app-%1$d, namespace: %2$s, labels: {app: app-%1$d, role: %3$s}}
          spec:
            containers:
              - name: main
                image: registry.example.com/odoo/app:18.0.1
                ports: [{containerPort: 8069}]
          """
              .formatted(j, name, role));
    }
    return out.toString();
  }
}

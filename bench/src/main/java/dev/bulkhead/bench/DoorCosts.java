package dev.bulkhead.bench;

import dev.bulkhead.admission.Decision;
import dev.bulkhead.admission.Door;
import dev.bulkhead.admission.DoorRules;
import dev.bulkhead.admission.ObjectReader;
import dev.bulkhead.admission.PlatformContext;
import dev.bulkhead.admission.Review;
import dev.bulkhead.admission.ReviewException;
import dev.bulkhead.admission.ReviewReader;
import dev.bulkhead.admission.ReviewResponse;
import dev.bulkhead.config.PlatformInference;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a decision costs on the server, by kind of request, beside a fleet of tenants. */
public final class DoorCosts {
  private DoorCosts() {}

  /**
   * @param args how many resources the context has, and how often each request is judged
   */
  public static void main(String[] args) throws IOException, ReviewException {
    Path folder = Files.createTempDirectory("fleet");
    Fleet.write(folder, Integer.parseInt(args[0]) / Fleet.PER_TENANT);
    var normalizers = new Normalizers(Digest.withRandomKey());
    SnapshotBuilder builder =
        new SnapshotBuilder(normalizers)
            .add(new SourceReader(folder, Limits.STANDARD).read(List.of(folder)));
    Snapshot snapshot = builder.build(PlatformInference.infer(builder.entities()));
    ControlLibrary library = ControlLibrary.load(List.of());
    long started = System.nanoTime();
    var context =
        PlatformContext.of(
            library, snapshot, List.of(), PlatformContext.Coverage.recorded(Instant.now()));
    System.out.printf(
        "context: %d entities in %d ms%n",
        snapshot.entities().size(), (System.nanoTime() - started) / 1_000_000);
    started = System.nanoTime();
    context.next(snapshot, context.coverage());
    System.out.printf("next context: %d ms%n", (System.nanoTime() - started) / 1_000_000);
    var door = new Door(library, DoorRules.STANDARD, new ObjectReader(normalizers));
    for (Map.Entry<String, String> request : requests().entrySet()) {
      measure(request.getKey(), request.getValue(), door, context, Integer.parseInt(args[1]));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void measure(
      String name, String review, Door door, PlatformContext context, int times)
      throws ReviewException {
    byte[] body = review.getBytes(StandardCharsets.UTF_8);
    long[] nanos = new long[times];
    int findings = 0;
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      Review read = ReviewReader.read(body);
      Decision decision = door.decide(read, context, Instant.now());
      byte[] answer = ReviewResponse.of(read.uid(), decision);
      nanos[i] = System.nanoTime() - start;
      findings = decision.denied().size() + decision.warned().size() + (answer.length & 0);
    }
    long[] warm = Arrays.copyOfRange(nanos, times / 2, times);
    Arrays.sort(warm);
    System.out.printf(
        "%-28s median %6.0f us   p99 %6.0f us   findings %d%n",
        name, warm[warm.length / 2] / 1e3, warm[warm.length * 99 / 100] / 1e3, findings);
  }

  private static Map<String, String> requests() {
    var out = new TreeMap<String, String>();
    String good =
        """
        "securityContext": {"runAsNonRoot": true, "runAsUser": 10001, "seccompProfile": {"type": "RuntimeDefault"}},
        "serviceAccountName": "web", "automountServiceAccountToken": false,
        "topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "kubernetes.io/hostname", "whenUnsatisfiable": "ScheduleAnyway"}],
        "containers": [{"name": "web", "image": "registry.example/web@sha256:%s",
          "resources": {"requests": {"cpu": 1, "memory": "1Gi"}, "limits": {"memory": "1Gi"}},
          "readinessProbe": {"tcpSocket": {"port": 80}}, "livenessProbe": {"tcpSocket": {"port": 80}},
          "securityContext": {"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": {"drop": ["ALL"]}}}]
        """
            .formatted("0".repeat(64));
    String bad = "\"containers\": [{\"name\": \"web\", \"image\": \"web\"}]";
    out.put("Deployment, sound", deployment("CREATE", "new", good));
    out.put("Deployment, broken", deployment("CREATE", "new", bad));
    out.put(
        "ConfigMap",
        review(
            "CREATE", "", "v1", "ConfigMap", "configmaps", "settings", "\"data\": {\"a\": \"b\"}"));
    out.put(
        "NetworkPolicy, opening",
        review(
            "CREATE",
            "networking.k8s.io",
            "v1",
            "NetworkPolicy",
            "networkpolicies",
            "open",
            "\"spec\": {\"podSelector\": {}, \"policyTypes\": [\"Ingress\"], \"ingress\": [{}]}"));
    return out;
  }

  private static String deployment(String operation, String name, String pod) {
    return review(
        operation,
        "apps",
        "v1",
        "Deployment",
        "deployments",
        name,
        "\"spec\": {\"replicas\": 2, \"selector\": {\"matchLabels\": {\"app\": \"new\"}}, \"template\": {\"metadata\": {\"labels\": {\"app\": \"new\"}}, \"spec\": {"
            + pod
            + "}}}");
  }

  static String review(
      String operation,
      String group,
      String version,
      String kind,
      String resource,
      String name,
      String body) {
    String apiVersion = group.isEmpty() ? version : group + "/" + version;
    return """
    {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
      "uid": "705ab4f5-6393-11e8-b7cc-42010a800002", "operation": "%s", "name": "%s",
      "namespace": "tenant-00000", "kind": {"group": "%s", "version": "%s", "kind": "%s"},
      "resource": {"group": "%s", "version": "%s", "resource": "%s"},
      "userInfo": {"username": "alice", "groups": ["developers", "system:authenticated"]},
      "object": {"apiVersion": "%s", "kind": "%s", "metadata": {"name": "%s", "namespace": "tenant-00000"}, %s}}}
    """
        .formatted(
            operation,
            name,
            group,
            version,
            kind,
            group,
            version,
            resource,
            apiVersion,
            kind,
            name,
            body);
  }
}

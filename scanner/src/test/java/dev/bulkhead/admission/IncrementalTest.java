package dev.bulkhead.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.analysis.Analysis;
import dev.bulkhead.config.PlatformInference;
import dev.bulkhead.evaluate.Baseline;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Stage;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Workload;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is derived from a change alone is what is derived from the whole after it. */
class IncrementalTest {
  private static final List<String> TENANTS = List.of("a", "b", "c", "d");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aChangeIsJudgedAsTheWholeAfterItWouldBe(long seed) {
    var random = new Random(seed);
    var objects = new ObjectReader(new Normalizers(Digest.withKey(new byte[32])));
    PlatformContext context = context(random);
    for (int i = 0; i < 12; i++) {
      String tenant = TENANTS.get(random.nextInt(TENANTS.size()));
      String yaml =
          switch (random.nextInt(6)) {
            case 0 -> policy(tenant, "p" + random.nextInt(4), random);
            case 1 -> route(tenant, random);
            case 2 -> binding(tenant, random);
            case 3 -> namespace(TENANTS.get(random.nextInt(TENANTS.size())) + random.nextInt(2));
            default -> workload(tenant, "w" + random.nextInt(5), random);
          };
      List<Entity> added = objects.read(Cluster.object(yaml), "k8s://x").entities();
      check(context, new Change(added, Set.of()), added.getFirst().meta().id());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aPolicyIsJudgedAsTheWholeAfterItWouldBe(long seed) {
    var random = new Random(seed);
    var objects = new ObjectReader(new Normalizers(Digest.withKey(new byte[32])));
    PlatformContext context = context(random);
    for (int i = 0; i < 30; i++) {
      String yaml =
          policy(TENANTS.get(random.nextInt(TENANTS.size())), "p" + random.nextInt(4), random);
      List<Entity> added = objects.read(Cluster.object(yaml), "k8s://x").entities();
      String id = added.getFirst().meta().id();
      check(context, new Change(added, Set.of()), id);
      var gone = new Change(List.of(), Set.of(id));
      assertThat(context.after(gone).facts())
          .isEqualTo(Analysis.of(gone.applyTo(context.snapshot())));
    }
  }

  /** Four tenants with workloads, policies, routes and bindings. */
  private static PlatformContext context(Random random) {
    var normalizers = new Normalizers(Digest.withKey(new byte[32]));
    var builder = new SnapshotBuilder(normalizers);
    int number = 0;
    for (String tenant : TENANTS) {
      builder.add(Cluster.read(namespace(tenant), "n" + number++ + ".yaml"));
      for (int i = 0; i < 3; i++) {
        builder.add(Cluster.read(workload(tenant, "w" + i, random), "w" + number++ + ".yaml"));
        if (random.nextInt(3) > 0) {
          builder.add(Cluster.read(policy(tenant, "p" + i, random), "p" + number++ + ".yaml"));
        }
      }
      builder.add(Cluster.read(route(tenant, random), "r" + number++ + ".yaml"));
      builder.add(Cluster.read(binding(tenant, random), "b" + number++ + ".yaml"));
    }
    Snapshot snapshot = builder.build(PlatformInference.infer(builder.entities()));
    return PlatformContext.of(
        Cluster.controls(), snapshot, List.of(), PlatformContext.Coverage.recorded(Cluster.NOW));
  }

  private static void check(PlatformContext context, Change change, String id) {
    PlatformContext.After after = context.after(change);
    Snapshot whole = change.applyTo(context.snapshot());
    Facts facts = Analysis.of(whole);

    if (change.added().getFirst() instanceof Workload) {
      assertThat(after.facts().owners()).isEqualTo(facts.owners());
    } else {
      assertThat(after.facts()).isEqualTo(facts);
    }
    assertThat(who(after.facts(), id)).isEqualTo(who(facts, id));
    Stage anew = Stage.of(Cluster.controls(), whole, facts, List.of(), Baseline.EMPTY);
    assertThat(words(after.stage().judge(List.of(id)).findings()))
        .isEqualTo(words(anew.judge(List.of(id)).findings()));
  }

  /** Without the proof, which names the workload here, and the first of its like there. */
  private static List<List<Object>> who(Facts facts, String id) {
    return facts.reachable().getOrDefault(id, List.of()).stream()
        .map(r -> List.<Object>of(r.tenant(), r.workloads(), r.example(), r.ports(), r.further()))
        .toList();
  }

  private static List<String> words(List<Finding> findings) {
    return findings.stream().map(f -> f.fingerprint() + " " + Wording.line(f)).toList();
  }

  private static String namespace(String tenant) {
    return "{apiVersion: v1, kind: Namespace, metadata: {name: %1$s, labels: {bulkhead.dev/tenant: %1$s}}}"
        .formatted(tenant);
  }

  private static String route(String tenant, Random random) {
    return """
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: web, namespace: %s}
    spec: {rules: [{host: h%d.example, http: {paths: [{path: /p%d, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}
    """
        .formatted(tenant, random.nextInt(3), random.nextInt(2));
  }

  private static String binding(String tenant, Random random) {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: readers, namespace: %s}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %s}
    subjects: [{kind: ServiceAccount, name: odoo, namespace: %s}]
    """
        .formatted(
            tenant,
            random.nextBoolean() ? "edit" : "view",
            TENANTS.get(random.nextInt(TENANTS.size())));
  }

  private static String workload(String tenant, String name, Random random) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %s, namespace: %s}
    spec:
      template:
        metadata: {labels: {app: x%d, role: r%d}}
        spec: {hostNetwork: %s, containers: [{name: c, image: i, ports: [{name: http, containerPort: %d}]}]}
    """
        .formatted(
            name,
            tenant,
            random.nextInt(3),
            random.nextInt(2),
            random.nextInt(6) == 0,
            8000 + random.nextInt(3));
  }

  private static String policy(String tenant, String name, Random random) {
    List<String> peers =
        new ArrayList<>(
            List.of(
                "{podSelector: {}}",
                "{namespaceSelector: {}}",
                "{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: "
                    + TENANTS.get(random.nextInt(TENANTS.size()))
                    + "}}, podSelector: {matchLabels: {app: x1}}}",
                "{ipBlock: {cidr: 0.0.0.0/0}}"));
    Collections.shuffle(peers, random);
    String ports =
        List.of("", ", ports: [{port: 8001}]", ", ports: [{port: http}]").get(random.nextInt(3));
    return """
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: %s, namespace: %s}
    spec:
      podSelector: {matchLabels: {%s}}
      policyTypes: [%s]
      ingress: [{from: [%s]%s}]
      egress: [{to: [%s]%s}]
    """
        .formatted(
            name,
            tenant,
            random.nextBoolean() ? "" : "role: r" + random.nextInt(2),
            List.of("Ingress", "Egress", "Ingress, Egress").get(random.nextInt(3)),
            peers.get(0),
            ports,
            peers.get(1),
            ports);
  }
}

package dev.bulkhead.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.config.PlatformInference;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Facts.Reach;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReachabilityTest {

  private static Facts facts(String yaml) {
    var builder = new SnapshotBuilder(new Normalizers(Digest.withRandomKey()));
    var bytes = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
    builder.add(new SourceReader(Path.of("."), Limits.STANDARD).read(bytes, "all.yaml"));
    Snapshot snapshot = builder.build(PlatformInference.infer(builder.entities()));
    return Analysis.of(snapshot);
  }

  private static String namespace(String name) {
    return """
    ---
    apiVersion: v1
    kind: Namespace
    metadata: {name: %1$s, labels: {bulkhead.dev/tenant: %1$s}}
    """
        .formatted(name);
  }

  private static String pod(String namespace, String app, boolean hostNetwork) {
    return """
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: %2$s, namespace: %1$s, labels: {app: %2$s}}
    spec:
      hostNetwork: %3$s
      containers: [{name: c, image: i, ports: [{name: web, containerPort: 80}]}]
    """
        .formatted(namespace, app, hostNetwork);
  }

  private static String policy(String namespace, String name, String spec) {
    return """
    ---
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: %2$s, namespace: %1$s}
    spec: %3$s
    """
        .formatted(namespace, name, spec);
  }

  private static Map<String, String> reaches(Facts facts) {
    var out = new TreeMap<String, String>();
    facts
        .reachable()
        .forEach((id, list) ->
            out.put(
                id,
                list.stream()
                    .map(r -> r.tenant() + " " + String.join(" ", r.ports()))
                    .collect(Collectors.joining(", "))));
    return out;
  }

  private static String between(String egressOfA, String ingressOfB) {
    Facts facts =
        facts(
            namespace("a")
                + namespace("b")
                + pod("a", "x", false)
                + pod("b", "z", false)
                + policy("a", "none-in", "{podSelector: {}, policyTypes: [Ingress]}")
                + policy("a", "out", egressOfA)
                + policy("b", "in", ingressOfB));
    return reaches(facts).entrySet().stream()
        .map(e -> e.getKey() + " from " + e.getValue())
        .collect(Collectors.joining("; "));
  }

  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 53, protocol: UDP}]}]} "
            + "| {podSelector: {}, ingress: [{ports: [{port: 80}]}]} | ``",
        "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 53, protocol: UDP}]}, {}]} "
            + "| {podSelector: {}, ingress: [{ports: [{port: 80}]}]} | Workload:Pod/b/z from a TCP/80",
        "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 1, endPort: 90}]}]} "
            + "| {podSelector: {}, ingress: [{ports: [{port: 80, endPort: 100}]}]} "
            + "| Workload:Pod/b/z from a TCP/80-90",
        "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: web}]}]} "
            + "| {podSelector: {}, ingress: [{}]} | Workload:Pod/b/z from a TCP/80",
        "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: nosuch}]}]} "
            + "| {podSelector: {}, ingress: [{}]} | ``",
        "{podSelector: {}, policyTypes: [Egress], egress: [{}]} "
            + "| {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]} | ``",
        "{podSelector: {}, policyTypes: [Egress], egress: [{}]} "
            + "| {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]} "
            + "| Workload:Pod/b/z from a all",
        "{podSelector: {}, policyTypes: [Egress], egress: [{}]} "
            + "| {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}]} | ``",
        "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except:"
            + " [10.0.0.0/8]}}]}]} | {podSelector: {}, ingress: [{}]} | ``"
      })
  void a_connection_needs_a_port_that_both_sides_allow(
      String egress, String ingress, String expected) {
    assertThat(between(egress, ingress)).isEqualTo(expected);
  }

  @Test
  void beyond_five_tenants_the_rest_is_counted() {
    String platform =
        IntStream.range(0, 9)
            .mapToObj(i -> namespace("t" + i) + pod("t" + i, "x", false))
            .collect(Collectors.joining());
    Facts facts = facts(platform);
    List<Reach> reaches = facts.reachable().get("Workload:Pod/t3/x");
    assertThat(reaches).extracting(Reach::tenant).containsExactly("t0", "t1", "t2", "t4", "t5");
    assertThat(reaches).extracting(Reach::further).containsExactly(0, 0, 0, 0, 3);
    assertThat(facts.crossings())
        .extracting(c -> c.from() + ">" + c.to())
        .containsExactly(IntStream.range(0, 9).mapToObj(i -> "[*]>t" + i).toArray(String[]::new));
  }

  @Test
  void what_another_engine_governs_is_unknown() {
    Facts facts =
        facts(
            namespace("a")
                + namespace("b")
                + pod("a", "x", false)
                + pod("b", "z", false)
                + """
                ---
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: c, namespace: b}
                spec: {endpointSelector: {}}
                """);
    assertThat(facts.reachable()).isEmpty();
    assertThat(facts.crossings()).isEmpty();
    assertThat(facts.networks())
        .hasEntrySatisfying("b", network -> assertThat(network.unsupported()).hasSize(1));
  }

  /** Pods, policies and what they say, evaluated pair by pair as the documentation words it. */
  private record Model(List<PodOf> pods, List<PolicyOf> policies) {
    record PodOf(String namespace, String app, boolean host) {}

    record PeerOf(String kind, String value) {}

    record RuleOf(List<PeerOf> peers, List<String> ports) {}

    record PolicyOf(
        String namespace,
        String app,
        boolean in,
        boolean out,
        List<RuleOf> from,
        List<RuleOf> to) {}

    String yaml() {
      var out = new StringBuilder();
      pods.stream().map(PodOf::namespace).distinct().forEach(n -> out.append(namespace(n)));
      pods.forEach(p -> out.append(pod(p.namespace, p.app, p.host)));
      for (int i = 0; i < policies.size(); i++) {
        PolicyOf p = policies.get(i);
        String types =
            (p.in ? "Ingress" : "") + (p.in && p.out ? ", " : "") + (p.out ? "Egress" : "");
        String spec =
            "{podSelector: {%s}, policyTypes: [%s], ingress: %s, egress: %s}"
                .formatted(
                    p.app.isEmpty() ? "" : "matchLabels: {app: " + p.app + "}",
                    types,
                    rules(p.from, "from"),
                    rules(p.to, "to"));
        out.append(policy(p.namespace, "p" + i, spec));
      }
      return out.toString();
    }

    private static String rules(List<RuleOf> rules, String side) {
      return rules.stream()
          .map(r -> {
            var parts = new ArrayList<String>();
            if (!r.peers.isEmpty()) {
              parts.add(
                  side + ": " + r.peers.stream().map(Model::peer).collect(Collectors.toList()));
            }
            if (!r.ports.isEmpty()) {
              parts.add(
                  "ports: "
                      + r.ports.stream()
                          .map(p -> "{port: " + p + "}")
                          .collect(Collectors.toList()));
            }
            return "{" + String.join(", ", parts) + "}";
          })
          .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String peer(PeerOf peer) {
      return switch (peer.kind) {
        case "all" -> "{namespaceSelector: {}}";
        case "ns" ->
            "{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}}"
                .formatted(peer.value);
        case "app" -> "{podSelector: {matchLabels: {app: %s}}}".formatted(peer.value);
        case "anyapp" ->
            "{namespaceSelector: {}, podSelector: {matchLabels: {app: %s}}}".formatted(peer.value);
        default -> "{ipBlock: {cidr: 0.0.0.0/0}}";
      };
    }

    private static boolean fits(PeerOf peer, String policyNamespace, PodOf pod) {
      return switch (peer.kind) {
        case "all" -> !pod.host;
        case "ns" -> !pod.host && pod.namespace.equals(peer.value);
        case "app" ->
            !pod.host && pod.namespace.equals(policyNamespace) && pod.app.equals(peer.value);
        case "anyapp" -> !pod.host && pod.app.equals(peer.value);
        default -> true;
      };
    }

    /** The ports of 80, 53 and any other (0) that one side allows. */
    private TreeSet<Integer> allowed(PodOf own, PodOf other, boolean out) {
      List<PolicyOf> selecting =
          policies.stream()
              .filter(p ->
                  !own.host
                      && p.namespace.equals(own.namespace)
                      && (p.app.isEmpty() || p.app.equals(own.app))
                      && (out ? p.out : p.in))
              .toList();
      if (selecting.isEmpty()) {
        return new TreeSet<>(List.of(0, 53, 80));
      }
      var ports = new TreeSet<Integer>();
      for (PolicyOf p : selecting) {
        for (RuleOf rule : out ? p.to : p.from) {
          if (rule.peers.isEmpty()
              || rule.peers.stream().anyMatch(x -> fits(x, p.namespace, other))) {
            if (rule.ports.isEmpty()) {
              ports.addAll(List.of(0, 53, 80));
            }
            rule.ports.forEach(x -> ports.add(x.equals("web") ? 80 : Integer.parseInt(x)));
          }
        }
      }
      return ports;
    }

    Map<String, String> expected() {
      var out = new TreeMap<String, String>();
      for (PodOf to : pods) {
        var tenants = new TreeSet<String>();
        for (PodOf from : pods) {
          TreeSet<Integer> ports = allowed(from, to, true);
          ports.retainAll(allowed(to, from, false));
          if (!from.namespace.equals(to.namespace) && !ports.isEmpty()) {
            tenants.add(from.namespace);
          }
        }
        if (!tenants.isEmpty()) {
          out.put("Workload:Pod/" + to.namespace + "/" + to.app, String.join(",", tenants));
        }
      }
      return out;
    }
  }

  private static Model random(Random random) {
    List<String> names = List.of("a", "b", "c");
    var pods = new ArrayList<Model.PodOf>();
    var policies = new ArrayList<Model.PolicyOf>();
    for (String name : names) {
      pods.add(new Model.PodOf(name, "x", random.nextInt(8) == 0));
      pods.add(new Model.PodOf(name, "z", false));
      for (int i = random.nextInt(3); i > 0; i--) {
        boolean in = random.nextBoolean();
        policies.add(
            new Model.PolicyOf(
                name,
                List.of("", "x", "z").get(random.nextInt(3)),
                in,
                !in || random.nextBoolean(),
                rules(random, names),
                rules(random, names)));
      }
    }
    return new Model(pods, policies);
  }

  private static List<Model.RuleOf> rules(Random random, List<String> names) {
    var out = new ArrayList<Model.RuleOf>();
    for (int i = random.nextInt(3); i > 0; i--) {
      var peers = new ArrayList<Model.PeerOf>();
      for (int j = random.nextInt(3); j > 0; j--) {
        String kind = List.of("all", "ns", "app", "anyapp", "ns", "block").get(random.nextInt(6));
        String value =
            kind.equals("ns")
                ? names.get(random.nextInt(3))
                : List.of("x", "z").get(random.nextInt(2));
        peers.add(new Model.PeerOf(kind, value));
      }
      List<String> ports =
          List.of(List.<String>of(), List.of("80"), List.of("53"), List.of("web", "53"))
              .get(random.nextInt(4));
      out.add(new Model.RuleOf(peers, ports));
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agrees_with_pair_by_pair_evaluation(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      Model model = random(random);
      var actual = new TreeMap<String, String>();
      facts(model.yaml())
          .reachable()
          .forEach((id, list) ->
              actual.put(id, list.stream().map(Reach::tenant).collect(Collectors.joining(","))));
      assertThat(actual).as(model.yaml()).isEqualTo(model.expected());
    }
  }
}

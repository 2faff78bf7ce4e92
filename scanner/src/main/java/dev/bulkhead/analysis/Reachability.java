package dev.bulkhead.analysis;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts.Cell;
import dev.bulkhead.model.Facts.NamespaceNetwork;
import dev.bulkhead.model.Facts.Owner;
import dev.bulkhead.model.Facts.Reach;
import dev.bulkhead.model.Facts.Step;
import dev.bulkhead.model.LabelSelector;
import dev.bulkhead.model.Namespace;
import dev.bulkhead.model.NetworkPolicy;
import dev.bulkhead.model.Resource;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which workloads of one tenant can open connections to workloads of another, by Kubernetes'
 * semantics of network policies: a pod that no policy selects for a direction is open in it; else
 * the union of the rules of those that do counts; a connection needs the source's egress and the
 * destination's ingress.
 *
 * <p>Pods are grouped into classes of one namespace and one set of labels, and classes that the
 * policies cannot tell apart are compared once. Address blocks do not match pods here: pod
 * addresses are not stable, and a policy that relied on them would be none.
 */
final class Reachability {
  private static final int EXAMPLES = 3;

  private final Map<String, Owner> owners;
  private final Map<String, List<NetworkPolicy>> policies = new HashMap<>();
  private final Map<String, Map<String, String>> namespaceLabels = new HashMap<>();
  private final Map<String, Set<String>> unsupported = new HashMap<>();
  private final List<PodClass> classes = new ArrayList<>();

  /** Pods that policies treat alike. */
  private static final class PodClass {
    final String namespace;
    final Map<String, String> labels;
    final String tenant;
    final boolean hostNetwork;
    final List<Workload> workloads = new ArrayList<>();
    List<NetworkPolicy> ingress = List.of();
    List<NetworkPolicy> egress = List.of();

    PodClass(String namespace, Map<String, String> labels, String tenant, boolean hostNetwork) {
      this.namespace = namespace;
      this.labels = labels;
      this.tenant = tenant;
      this.hostNetwork = hostNetwork;
    }
  }

  private record ClassKey(String namespace, Map<String, String> labels, boolean hostNetwork) {}

  Reachability(Snapshot snapshot, Map<String, Owner> owners) {
    this.owners = owners;
    var byKey = new LinkedHashMap<ClassKey, PodClass>();
    for (Entity e : snapshot.entities()) {
      switch (e) {
        case Namespace n -> namespaceLabels.put(n.meta().name(), labels(n));
        case NetworkPolicy p ->
            policies.computeIfAbsent(namespace(p), k -> new ArrayList<>()).add(p);
        case Workload w -> addWorkload(w, byKey);
        case Resource r -> addUnsupported(r);
        default -> {}
      }
    }
    classes.addAll(byKey.values());
    classes.forEach(this::select);
  }

  private static String namespace(Entity e) {
    String namespace = e.meta().namespace();
    return namespace == null ? "default" : namespace;
  }

  private static Map<String, String> labels(Namespace n) {
    var labels = new TreeMap<>(n.meta().labels());
    labels.put("kubernetes.io/metadata.name", n.meta().name());
    return labels;
  }

  private void addWorkload(Workload w, Map<ClassKey, PodClass> byKey) {
    Owner owner = owners.get(w.meta().id());
    if (w.owned() || owner == null || owner.tenant() == null) {
      return;
    }
    var key = new ClassKey(namespace(w), w.pod().labels(), w.pod().hostNetwork());
    String tenant = owner.tenant();
    byKey
        .computeIfAbsent(key, k -> new PodClass(k.namespace, k.labels, tenant, k.hostNetwork))
        .workloads
        .add(w);
  }

  private void addUnsupported(Resource r) {
    String version = String.valueOf(r.meta().apiVersion());
    if (version.startsWith("cilium.io/")
        || version.startsWith("projectcalico.org/")
        || version.startsWith("crd.projectcalico.org/")) {
      String namespace = r.meta().namespace();
      unsupported
          .computeIfAbsent(namespace == null ? "*" : namespace, k -> new LinkedHashSet<>())
          .add(r.meta().id());
    }
  }

  private void select(PodClass pods) {
    if (pods.hostNetwork) {
      return;
    }
    List<NetworkPolicy> own = policies.getOrDefault(pods.namespace, List.of());
    List<NetworkPolicy> selecting =
        own.stream().filter(p -> SelectorMatch.matches(p.podSelector(), pods.labels)).toList();
    pods.ingress = selecting.stream().filter(NetworkPolicy::ingressPolicy).toList();
    pods.egress = selecting.stream().filter(NetworkPolicy::egressPolicy).toList();
  }

  private Map<String, String> labelsOf(String namespace) {
    Map<String, String> known = namespaceLabels.get(namespace);
    return known == null ? Map.of("kubernetes.io/metadata.name", namespace) : known;
  }

  /** By namespace, what its policies add up to. */
  Map<String, NamespaceNetwork> networks() {
    var out = new TreeMap<String, NamespaceNetwork>();
    Set<String> names = new LinkedHashSet<>(namespaceLabels.keySet());
    names.addAll(policies.keySet());
    classes.forEach(c -> names.add(c.namespace));
    for (String name : names) {
      List<NetworkPolicy> own = policies.getOrDefault(name, List.of());
      var other = new LinkedHashSet<>(unsupported.getOrDefault(name, Set.of()));
      other.addAll(unsupported.getOrDefault("*", Set.of()));
      out.put(
          name,
          new NamespaceNetwork(
              own.stream()
                  .anyMatch(p -> p.ingressPolicy() && SelectorMatch.selectsAll(p.podSelector())),
              own.stream()
                  .anyMatch(p -> p.egressPolicy() && SelectorMatch.selectsAll(p.podSelector())),
              own.stream()
                  .anyMatch(p -> SelectorMatch.selectsAll(p.podSelector()) && open(p.ingress())),
              own.stream()
                  .anyMatch(p -> SelectorMatch.selectsAll(p.podSelector()) && open(p.egress())),
              own.stream().map(p -> p.meta().id()).toList(),
              List.copyOf(other)));
    }
    return out;
  }

  private static boolean open(List<NetworkPolicy.Rule> rules) {
    return rules.stream().anyMatch(r -> r.peers().isEmpty() && r.ports().isEmpty());
  }

  /** What one side says of a connection. */
  private record Verdict(boolean allowed, List<String> ports, Step step) {}

  private boolean isUnsupported(String namespace) {
    return unsupported.containsKey(namespace) || unsupported.containsKey("*");
  }

  /** By workload id, who of other tenants can reach it. */
  Map<String, List<Reach>> reachable() {
    var out = new LinkedHashMap<String, List<Reach>>();
    for (PodClass to : classes) {
      if (isUnsupported(to.namespace)) {
        continue;
      }
      List<Reach> reaches = reachesOf(to);
      if (!reaches.isEmpty()) {
        to.workloads.forEach(w -> out.put(w.meta().id(), reaches));
      }
    }
    return out;
  }

  /** One entry for each other tenant, with one path as proof. */
  private List<Reach> reachesOf(PodClass to) {
    Map<String, Reach> byTenant = new TreeMap<>();
    for (PodClass from : classes) {
      if (from.tenant.equals(to.tenant) || isUnsupported(from.namespace)) {
        continue;
      }
      Reach known = byTenant.get(from.tenant);
      if (known != null && byTenant.size() > EXAMPLES) {
        continue;
      }
      Verdict egress = verdict(from.egress, true, to, from);
      if (!egress.allowed) {
        continue;
      }
      Verdict ingress = verdict(to.ingress, false, from, to);
      if (!ingress.allowed) {
        continue;
      }
      int count = from.workloads.size() + (known == null ? 0 : known.workloads());
      byTenant.put(
          from.tenant,
          known == null
              ? new Reach(
                  from.tenant,
                  count,
                  from.workloads.getFirst().meta().id(),
                  ports(egress.ports, ingress.ports),
                  List.of(egress.step, ingress.step))
              : new Reach(from.tenant, count, known.example(), known.ports(), known.proof()));
    }
    return List.copyOf(byTenant.values());
  }

  private static List<String> ports(List<String> egress, List<String> ingress) {
    if (egress.isEmpty() || ingress.isEmpty()) {
      List<String> ports = egress.isEmpty() ? ingress : egress;
      return ports.isEmpty() ? List.of("all") : ports;
    }
    List<String> both = ingress.stream().filter(egress::contains).toList();
    return both.isEmpty() ? ingress : both;
  }

  /**
   * What the policies of one side say of a connection with the other.
   *
   * @param own the pods whose policies these are
   */
  private Verdict verdict(
      List<NetworkPolicy> isolating, boolean egress, PodClass other, PodClass own) {
    String side = egress ? "egress" : "ingress";
    String name = own.workloads.getFirst().meta().name();
    if (isolating.isEmpty()) {
      String why =
          own.hostNetwork
              ? "runs in the host's network, which policies do not govern"
              : "is selected by no NetworkPolicy for " + side + ", so " + side + " is open";
      return new Verdict(
          true,
          List.of(),
          new Step(
              own.namespace + "/" + name + " " + why, own.workloads.getFirst().meta().id(), ""));
    }
    for (NetworkPolicy policy : isolating) {
      for (NetworkPolicy.Rule rule : egress ? policy.egress() : policy.ingress()) {
        NetworkPolicy.Peer peer = allowing(rule, policy, other);
        if (peer != null || rule.peers().isEmpty()) {
          return new Verdict(
              true,
              rule.ports().stream().map(Reachability::portText).toList(),
              new Step(
                  "NetworkPolicy "
                      + own.namespace
                      + "/"
                      + policy.meta().name()
                      + " allows "
                      + side
                      + (egress ? " to " : " from ")
                      + (peer == null ? "everywhere" : peerText(peer)),
                  policy.meta().id(),
                  peer == null ? rule.pointer() : peer.pointer()));
        }
      }
    }
    return new Verdict(false, List.of(), new Step("", null, null));
  }

  private NetworkPolicy.@Nullable Peer allowing(
      NetworkPolicy.Rule rule, NetworkPolicy policy, PodClass other) {
    for (NetworkPolicy.Peer peer : rule.peers()) {
      if (peer.ipBlock() != null) {
        if (isEverywhere(peer.ipBlock().cidr())) {
          return peer;
        }
        continue;
      }
      LabelSelector namespaces = peer.namespaceSelector();
      boolean namespaceFits =
          namespaces == null
              ? other.namespace.equals(namespace(policy))
              : SelectorMatch.matches(namespaces, labelsOf(other.namespace));
      LabelSelector pods = peer.podSelector();
      if (namespaceFits
          && !other.hostNetwork
          && (pods == null || SelectorMatch.matches(pods, other.labels))) {
        return peer;
      }
    }
    return null;
  }

  /** A block of all addresses matches pods too, whatever their addresses are. */
  private static boolean isEverywhere(String cidr) {
    return cidr.equals("0.0.0.0/0") || cidr.equals("::/0");
  }

  private static String portText(NetworkPolicy.PolicyPort port) {
    if (port.port() == null) {
      return port.protocol();
    }
    return port.protocol()
        + "/"
        + port.port()
        + (port.endPort() == null ? "" : "-" + port.endPort());
  }

  private static String peerText(NetworkPolicy.Peer peer) {
    if (peer.ipBlock() != null) {
      return peer.ipBlock().cidr();
    }
    LabelSelector namespaces = peer.namespaceSelector();
    LabelSelector pods = peer.podSelector();
    String podText =
        pods == null || SelectorMatch.selectsAll(pods) ? "all pods" : "pods with " + text(pods);
    if (namespaces == null) {
      return podText + " of its namespace";
    }
    return podText
        + (SelectorMatch.selectsAll(namespaces)
            ? " of all namespaces"
            : " of namespaces with " + text(namespaces));
  }

  private static String text(LabelSelector selector) {
    var parts = new ArrayList<String>();
    new TreeMap<>(selector.matchLabels()).forEach((k, v) -> parts.add(k + "=" + v));
    selector
        .matchExpressions()
        .forEach(r ->
            parts.add(
                r.key() + " " + r.operator() + (r.values().isEmpty() ? "" : " " + r.values())));
    return String.join(", ", parts);
  }

  /** Pairs of tenants whose isolation in the network is broken or cannot be told. */
  List<Cell> cells(Map<String, List<Reach>> reachable) {
    var cells = new LinkedHashMap<String, Cell>();
    for (PodClass to : classes) {
      for (Workload w : to.workloads) {
        for (Reach reach : reachable.getOrDefault(w.meta().id(), List.of())) {
          cells.putIfAbsent(
              reach.tenant() + "\n" + to.tenant,
              new Cell(reach.tenant(), to.tenant, "network", "broken", reach.proof()));
        }
      }
      if (isUnsupported(to.namespace)) {
        for (PodClass from : classes) {
          if (!from.tenant.equals(to.tenant)) {
            cells.putIfAbsent(
                from.tenant + "\n" + to.tenant,
                new Cell(from.tenant, to.tenant, "network", "unknown", List.of()));
          }
        }
      }
    }
    return List.copyOf(cells.values());
  }
}

package dev.bulkhead.analysis;

import dev.bulkhead.analysis.NetworkSources.From;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Facts.Crossing;
import dev.bulkhead.model.Facts.NamespaceNetwork;
import dev.bulkhead.model.Facts.Owner;
import dev.bulkhead.model.Facts.Reach;
import dev.bulkhead.model.Facts.Step;
import dev.bulkhead.model.Namespace;
import dev.bulkhead.model.NetworkPolicy;
import dev.bulkhead.model.Resource;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Workload;
import dev.bulkhead.overlay.Overlay;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which workloads of one tenant can open connections to workloads of another, by Kubernetes'
 * semantics of network policies: a pod that no policy selects for a direction is open in it; else
 * the union of the rules of those that do counts; a connection needs the source's egress and the
 * destination's ingress, on a port that both allow.
 */
final class Reachability {
  /** Other tenants listed for one workload; how many more there are is said beside the last. */
  private static final int LISTED = 5;

  private final Map<String, List<NetworkPolicy>> policies;
  private final Map<String, Map<String, String>> namespaceLabels;
  private final Map<String, Set<String>> unsupported;
  private final List<PodClass> classes = new ArrayList<>();
  private final Set<String> namespaces;
  private final NetworkSources sources;

  Reachability(Snapshot snapshot, Map<String, Owner> owners) {
    this.policies = new HashMap<>();
    this.namespaceLabels = new HashMap<>();
    this.unsupported = new HashMap<>();
    this.namespaces = new LinkedHashSet<>();
    var byKey = new LinkedHashMap<PodClass.Key, List<Workload>>();
    for (Entity e : snapshot.entities()) {
      switch (e) {
        case Namespace n -> namespaceLabels.put(n.meta().name(), labels(n));
        case NetworkPolicy p ->
            policies.computeIfAbsent(namespace(p), k -> new ArrayList<>()).add(p);
        case Workload w -> addWorkload(w, owners.get(w.meta().id()), byKey);
        case Resource r -> addUnsupported(r);
        default -> {}
      }
    }
    byKey.forEach(this::addClass);
    this.sources =
        new NetworkSources(
            new PodIndex(classes.stream().filter(c -> !isUnsupported(c.namespace())).toList()),
            classes.size());
  }

  private Reachability(Reachability before, String namespace, List<NetworkPolicy> own) {
    this.policies = new HashMap<>(before.policies);
    policies.put(namespace, own);
    this.namespaceLabels = before.namespaceLabels;
    this.unsupported = before.unsupported;
    this.namespaces = before.namespaces;
    var others = new BitSet();
    for (PodClass c : before.classes) {
      if (c.namespace().equals(namespace)) {
        classes.add(podClass(c.key(), c.workloads(), c.ordinal()));
        others.set(c.ordinal());
      } else {
        classes.add(c);
      }
    }
    this.sources = new NetworkSources(before.sources, others);
  }

  static String namespace(Entity e) {
    String namespace = e.meta().namespace();
    return namespace == null ? "default" : namespace;
  }

  private static Map<String, String> labels(Namespace n) {
    var labels = new TreeMap<>(n.meta().labels());
    labels.put("kubernetes.io/metadata.name", n.meta().name());
    return labels;
  }

  private static void addWorkload(
      Workload w,
      @org.jspecify.annotations.Nullable Owner owner,
      Map<PodClass.Key, List<Workload>> byKey) {
    if (w.owned() || owner == null || owner.tenant() == null) {
      return;
    }
    byKey
        .computeIfAbsent(PodClass.Key.of(w, namespace(w), owner.tenant()), k -> new ArrayList<>())
        .add(w);
  }

  /** Whether an object may govern the network in ways that are not evaluated here. */
  static boolean isPolicyOfAnotherEngine(Resource r) {
    String version = String.valueOf(r.meta().apiVersion());
    return version.startsWith("cilium.io/")
        || version.startsWith("projectcalico.org/")
        || version.startsWith("crd.projectcalico.org/");
  }

  private void addUnsupported(Resource r) {
    if (isPolicyOfAnotherEngine(r)) {
      String namespace = r.meta().namespace();
      unsupported
          .computeIfAbsent(namespace == null ? "*" : namespace, k -> new LinkedHashSet<>())
          .add(r.meta().id());
    }
  }

  private void addClass(PodClass.Key key, List<Workload> workloads) {
    namespaces.add(key.namespace());
    classes.add(podClass(key, workloads, classes.size()));
  }

  private PodClass podClass(PodClass.Key key, List<Workload> workloads, int ordinal) {
    List<NetworkPolicy> selecting =
        key.hostNetwork()
            ? List.of()
            : policies.getOrDefault(key.namespace(), List.of()).stream()
                .filter(p -> SelectorMatch.matches(p.podSelector(), key.labels()))
                .toList();
    return new PodClass(
        ordinal,
        key.namespace(),
        key.labels(),
        namespaceLabels.getOrDefault(
            key.namespace(), Map.of("kubernetes.io/metadata.name", key.namespace())),
        key.tenant(),
        key.hostNetwork(),
        key.namedPorts(),
        workloads,
        Allowance.of(
            selecting.stream().filter(NetworkPolicy::ingressPolicy).toList(),
            false,
            key.namespace()),
        Allowance.of(
            selecting.stream().filter(NetworkPolicy::egressPolicy).toList(),
            true,
            key.namespace()));
  }

  private boolean isUnsupported(String namespace) {
    return unsupported.containsKey(namespace) || unsupported.containsKey("*");
  }

  /**
   * What follows where the policies of one namespace say otherwise who may come in, and the same of
   * where its pods may go.
   *
   * @param network what was found of all
   * @param own all policies of the namespace
   */
  Parts.Network withIngress(Parts.Network network, String namespace, List<NetworkPolicy> own) {
    synchronized (sources) {
      var changed = new Reachability(this, namespace, own);
      var reachable = new HashMap<String, List<Reach>>();
      var workloads = new HashSet<String>();
      for (PodClass to : changed.classes) {
        if (to.namespace().equals(namespace)) {
          to.workloads().forEach(w -> workloads.add(w.meta().id()));
          changed.addReaches(to, reachable);
        }
      }
      return new Parts.Network(
          changed,
          Overlay.of(network.reachable(), reachable, workloads),
          Overlay.of(network.networks(), Map.of(namespace, changed.network(namespace)), Set.of()),
          changed.crossings());
    }
  }

  /** Whether a namespace is known but for its policies. */
  boolean knows(String namespace) {
    return namespaceLabels.containsKey(namespace) || namespaces.contains(namespace);
  }

  /** By namespace, what its policies add up to. */
  Map<String, NamespaceNetwork> networks() {
    var out = new TreeMap<String, NamespaceNetwork>();
    Set<String> names = new LinkedHashSet<>(namespaceLabels.keySet());
    names.addAll(policies.keySet());
    names.addAll(namespaces);
    names.forEach(name -> out.put(name, network(name)));
    return out;
  }

  private NamespaceNetwork network(String namespace) {
    var other = new LinkedHashSet<>(unsupported.getOrDefault(namespace, Set.of()));
    other.addAll(unsupported.getOrDefault("*", Set.of()));
    return network(policies.getOrDefault(namespace, List.of()), List.copyOf(other));
  }

  private static NamespaceNetwork network(List<NetworkPolicy> own, List<String> other) {
    List<NetworkPolicy> ofAll =
        own.stream().filter(p -> SelectorMatch.selectsAll(p.podSelector())).toList();
    return new NamespaceNetwork(
        ofAll.stream().anyMatch(NetworkPolicy::ingressPolicy),
        ofAll.stream().anyMatch(NetworkPolicy::egressPolicy),
        ofAll.stream().anyMatch(p -> open(p.ingress())),
        ofAll.stream().anyMatch(p -> open(p.egress())),
        own.stream().map(p -> p.meta().id()).toList(),
        other);
  }

  private static boolean open(List<NetworkPolicy.Rule> rules) {
    return rules.stream().anyMatch(r -> r.peers().isEmpty() && r.ports().isEmpty());
  }

  /** By workload id, who of other tenants can reach it. */
  Map<String, List<Reach>> reachable() {
    var out = new LinkedHashMap<String, List<Reach>>();
    classes.forEach(to -> addReaches(to, out));
    return out;
  }

  private void addReaches(PodClass to, Map<String, List<Reach>> out) {
    List<Reach> reaches = isUnsupported(to.namespace()) ? List.of() : reaches(to);
    if (!reaches.isEmpty()) {
      to.workloads().forEach(w -> out.put(w.meta().id(), reaches));
    }
  }

  /** Who of other tenants could reach a workload that is not of the snapshot, or is other there. */
  List<Reach> of(Workload w, Owner owner) {
    if (w.owned() || owner.tenant() == null || isUnsupported(namespace(w))) {
      return List.of();
    }
    PodClass to = podClass(PodClass.Key.of(w, namespace(w), owner.tenant()), List.of(w), -1);
    synchronized (sources) {
      return reaches(to);
    }
  }

  private List<Reach> reaches(PodClass to) {
    List<From> first = sources.of(to, LISTED);
    int further = first.size() < LISTED ? 0 : sources.tenants(to) - LISTED;
    var out = new ArrayList<Reach>();
    for (From from : first) {
      boolean last = out.size() == first.size() - 1;
      out.add(
          new Reach(
              from.example().tenant(),
              from.workloads(),
              from.example().example(),
              from.ports().texts(),
              proof(from, to),
              last ? further : 0));
    }
    return out;
  }

  private static List<Step> proof(From from, PodClass to) {
    return List.of(
        NetworkProof.egress(from.example(), to), NetworkProof.ingress(to, from.example()));
  }

  /** Every way from one tenant into another, told once for destinations that are alike. */
  List<Crossing> crossings() {
    Set<String> tenants = classes.stream().map(PodClass::tenant).collect(Collectors.toSet());
    var sharedNames = new HashMap<NetworkSources.Inbound, List<String>>();
    var done = new HashSet<Destination>();
    var out = new ArrayList<Crossing>();
    for (PodClass to : classes) {
      if (isUnsupported(to.namespace())) {
        continue;
      }
      NetworkSources.Inbound inbound = sources.inbound(to);
      if (done.add(new Destination(inbound, to.tenant()))) {
        Map<String, From> wide = sources.wide(inbound);
        List<String> names = sharedNames.computeIfAbsent(inbound, i -> names(wide, tenants));
        addCrossing(wide, names, to, out);
      }
      Map<String, From> narrow = sources.narrow(to);
      addCrossing(narrow, List.copyOf(narrow.keySet()), to, out);
    }
    return List.copyOf(out);
  }

  private record Destination(NetworkSources.Inbound inbound, String tenant) {}

  private static List<String> names(Map<String, From> from, Set<String> tenants) {
    return from.keySet().containsAll(tenants) ? List.of(Facts.ANY) : List.copyOf(from.keySet());
  }

  /** The names may hold the destination's own tenant, so that destinations can share the list. */
  private static void addCrossing(
      Map<String, From> from, List<String> names, PodClass to, List<Crossing> out) {
    for (Map.Entry<String, From> entry : from.entrySet()) {
      if (!entry.getKey().equals(to.tenant())) {
        out.add(new Crossing(names, to.tenant(), to.example(), proof(entry.getValue(), to)));
        return;
      }
    }
  }
}

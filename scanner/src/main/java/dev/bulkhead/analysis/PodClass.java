package dev.bulkhead.analysis;

import dev.bulkhead.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Workloads whose pods network policies cannot tell apart: one namespace, one set of labels.
 *
 * @param namedPorts numbers by name, as rules that name ports see them
 */
record PodClass(
    int ordinal,
    String namespace,
    Map<String, String> labels,
    Map<String, String> namespaceLabels,
    String tenant,
    boolean hostNetwork,
    Map<String, Set<Integer>> namedPorts,
    List<Workload> workloads,
    Allowance ingress,
    Allowance egress) {

  /** Two are the same where they are the same class of one analysis. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PodClass c && c.ordinal == ordinal;
  }

  @Override
  public int hashCode() {
    return ordinal;
  }

  Key key() {
    return new Key(namespace, labels, hostNetwork, namedPorts, tenant);
  }

  String example() {
    return workloads.getFirst().meta().id();
  }

  String name() {
    return namespace + "/" + workloads.getFirst().meta().name();
  }

  /** What tells classes apart, before policies are looked at. */
  record Key(
      String namespace,
      Map<String, String> labels,
      boolean hostNetwork,
      Map<String, Set<Integer>> namedPorts,
      String tenant) {

    static Key of(Workload w, String namespace, String tenant) {
      return new Key(namespace, w.pod().labels(), w.pod().hostNetwork(), named(w), tenant);
    }

    private static Map<String, Set<Integer>> named(Workload w) {
      var out = new TreeMap<String, Set<Integer>>();
      for (var container : w.pod().containers()) {
        for (var port : container.ports()) {
          String name = port.name();
          if (name != null) {
            out.computeIfAbsent(name, n -> new TreeSet<>()).add(port.containerPort());
          }
        }
      }
      return out;
    }
  }
}

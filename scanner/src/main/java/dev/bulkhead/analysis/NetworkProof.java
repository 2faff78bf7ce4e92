package dev.bulkhead.analysis;

import dev.bulkhead.model.Facts.Step;
import dev.bulkhead.model.LabelSelector;
import dev.bulkhead.model.NetworkPolicy;
import java.util.ArrayList;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says why one side of a connection is open. */
final class NetworkProof {
  private NetworkProof() {}

  /** Why the pods may send to the others. */
  static Step egress(PodClass from, PodClass to) {
    return step(from, from.egress(), to, "egress");
  }

  /** Why the pods may receive from the others. */
  static Step ingress(PodClass to, PodClass from) {
    return step(to, to.ingress(), from, "ingress");
  }

  private static Step step(PodClass own, Allowance allowance, PodClass other, String side) {
    for (Allowance.Entry entry : allowance.entries()) {
      if (PodIndex.lets(entry.shape().match(), other)) {
        return allowed(own, entry, side);
      }
    }
    String why =
        own.hostNetwork()
            ? "runs in the host's network, which policies do not govern"
            : "is selected by no NetworkPolicy for " + side + ", so " + side + " is open";
    return new Step(own.name() + " " + why, own.example(), "");
  }

  private static Step allowed(PodClass own, Allowance.Entry entry, String side) {
    NetworkPolicy.Peer peer = entry.peer();
    String message =
        "NetworkPolicy "
            + own.namespace()
            + "/"
            + entry.policy().meta().name()
            + " allows "
            + side
            + (side.equals("egress") ? " to " : " from ")
            + (peer == null ? "everywhere" : text(peer));
    return new Step(message, entry.policy().meta().id(), entry.pointer());
  }

  private static String text(NetworkPolicy.Peer peer) {
    NetworkPolicy.IpBlock block = peer.ipBlock();
    if (block != null) {
      return block.cidr() + ", which holds the addresses of pods";
    }
    LabelSelector pods = peer.podSelector();
    LabelSelector namespaces = peer.namespaceSelector();
    String podText =
        pods == null || SelectorMatch.selectsAll(pods) ? "all pods" : "pods with " + text(pods);
    return podText + " of " + namespaces(namespaces);
  }

  private static String namespaces(@Nullable LabelSelector selector) {
    if (selector == null) {
      return "its namespace";
    }
    return SelectorMatch.selectsAll(selector)
        ? "all namespaces"
        : "namespaces with " + text(selector);
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
}

package dev.bulkhead.analysis;

import dev.bulkhead.model.LabelSelector;
import dev.bulkhead.model.NetworkPolicy;
import dev.bulkhead.model.NetworkPolicy.IpBlock;
import dev.bulkhead.model.NetworkPolicy.Peer;
import dev.bulkhead.model.NetworkPolicy.PolicyPort;
import dev.bulkhead.model.NetworkPolicy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the policies that select a class of pods allow in one direction: the union of their rules.
 *
 * @param isolated whether some policy governs the direction; where none does, everything is allowed
 */
record Allowance(boolean isolated, List<Entry> entries) {

  /** No policy governs the direction. */
  static final Allowance OPEN = new Allowance(false, List.of());

  /** Whom an entry lets through. */
  sealed interface Match {

    /** Every address, pods and nodes. */
    record Everyone() implements Match {}

    /** Pods by their namespaces' labels and their own. */
    record Selected(LabelSelector namespaces, LabelSelector pods) implements Match {

      boolean selectsAll() {
        return SelectorMatch.selectsAll(namespaces) && SelectorMatch.selectsAll(pods);
      }
    }

    /** Pods of the policy's own namespace. */
    record Own(String namespace, LabelSelector pods) implements Match {}
  }

  /** What an entry is but for where it is written, so that equal ones are looked at once. */
  record Shape(Match match, List<PolicyPort> ports) {}

  /**
   * One peer of one rule.
   *
   * @param peer null for a rule without peers
   */
  record Entry(Shape shape, NetworkPolicy policy, @Nullable Peer peer, String pointer) {}

  private static final LabelSelector ALL = new LabelSelector(java.util.Map.of(), List.of());

  /** Blocks that hold the pods of about every cluster. */
  private static final Set<String> POD_BLOCKS =
      Set.of("0.0.0.0/0", "::/0", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");

  /** What the policies allow; they all select the same pods for the same direction. */
  static Allowance of(List<NetworkPolicy> policies, boolean egress, String namespace) {
    if (policies.isEmpty()) {
      return OPEN;
    }
    var entries = new ArrayList<Entry>();
    for (NetworkPolicy policy : policies) {
      for (Rule rule : egress ? policy.egress() : policy.ingress()) {
        if (rule.peers().isEmpty()) {
          var shape = new Shape(new Match.Everyone(), rule.ports());
          entries.add(new Entry(shape, policy, null, rule.pointer()));
        }
        for (Peer peer : rule.peers()) {
          Match match = match(peer, namespace);
          if (match != null) {
            entries.add(new Entry(new Shape(match, rule.ports()), policy, peer, peer.pointer()));
          }
        }
      }
    }
    return new Allowance(true, List.copyOf(entries));
  }

  private static @Nullable Match match(Peer peer, String namespace) {
    IpBlock block = peer.ipBlock();
    if (block != null) {
      return holdsPods(block) ? new Match.Everyone() : null;
    }
    LabelSelector pods = peer.podSelector() == null ? ALL : peer.podSelector();
    LabelSelector namespaces = peer.namespaceSelector();
    return namespaces == null
        ? new Match.Own(namespace, pods)
        : new Match.Selected(namespaces, pods);
  }

  /**
   * Whether an address block is as good as all pods. Addresses of pods are not stable, so that
   * narrow blocks say nothing of them; but the blocks that clusters take pod addresses from hold
   * them all, unless private addresses are excepted.
   */
  private static boolean holdsPods(IpBlock block) {
    return POD_BLOCKS.contains(block.cidr())
        && block.except().stream().noneMatch(Allowance::isPrivate);
  }

  private static boolean isPrivate(String cidr) {
    return cidr.startsWith("10.")
        || cidr.startsWith("192.168.")
        || cidr.startsWith("100.64.")
        || cidr.startsWith("fc")
        || cidr.startsWith("fd")
        || cidr.matches("172\\.(1[6-9]|2[0-9]|3[01])\\..*");
  }
}

package dev.bulkhead.model;

import org.jspecify.annotations.Nullable;
import java.util.List;

/**
 * A networking.k8s.io NetworkPolicy.
 *
 * @param ingressPolicy whether it isolates for ingress, with the API server's defaulting of
 *     policyTypes applied
 * @param egressPolicy whether it isolates for egress, likewise
 * @param policyTypesWritten whether the manifest names policyTypes
 */
public record NetworkPolicy(
    Meta meta,
    LabelSelector podSelector,
    boolean ingressPolicy,
    boolean egressPolicy,
    boolean policyTypesWritten,
    List<Rule> ingress,
    List<Rule> egress)
    implements Entity {

  /**
   * One rule.
   *
   * @param peers who is allowed; empty means everyone
   * @param ports which ports; empty means all
   */
  public record Rule(String pointer, List<Peer> peers, List<PolicyPort> ports) {}

  /**
   * A peer: selectors, or an address block. A null selector is absent, an empty one selects all.
   */
  public record Peer(
      String pointer,
      @Nullable LabelSelector podSelector,
      @Nullable LabelSelector namespaceSelector,
      @Nullable IpBlock ipBlock) {}

  /** Addresses. */
  public record IpBlock(String cidr, List<String> except) {}

  /**
   * A port, by number (with {@code endPort} a range) or by name; all ports of the protocol where it
   * is null.
   */
  public record PolicyPort(String protocol, @Nullable String port, @Nullable Integer endPort) {}
}

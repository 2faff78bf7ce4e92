# METADATA
# title: "East-west traffic flows only on approved paths"
# description: >-
#   A rule without peers, or with a namespace selector that selects everything, allows every tenant.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/
# custom:
#   id: ISO-04
#   severity: high
#   kinds: [NetworkPolicy]
#   remediation: >-
#     Name the peers: a namespaceSelector with kubernetes.io/metadata.name and a podSelector in one
#     peer.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Network policies", coverage: partial}
package bulkhead.controls.iso_04

import rego.v1

import data.bulkhead.lib.ownership

applicable if ownership.of_tenant

violation contains v if {
	some direction in ["ingress", "egress"]
	some rule in input[direction]
	count(rule.peers) == 0
	direction == "ingress"
	v := {
		"path": rule.pointer,
		"message": sprintf("NetworkPolicy %s allows ingress from everywhere", [input.meta.name]),
		"observed": "a rule without peers",
		"expected": "named peers",
	}
}

violation contains v if {
	some direction in ["ingress", "egress"]
	some rule in input[direction]
	some peer in rule.peers
	count(peer.namespaceSelector.matchLabels) == 0
	count(peer.namespaceSelector.matchExpressions) == 0
	not narrow(peer)
	v := {
		"path": sprintf("%s/namespaceSelector", [peer.pointer]),
		"message": sprintf("NetworkPolicy %s allows %s for all pods of all namespaces", [input.meta.name, direction]),
		"observed": "namespaceSelector: {}",
		"expected": "a selector that names the namespaces",
	}
}

narrow(peer) if count(peer.podSelector.matchLabels) > 0

narrow(peer) if count(peer.podSelector.matchExpressions) > 0

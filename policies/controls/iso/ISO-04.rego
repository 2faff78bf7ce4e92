# METADATA
# title: "East-west traffic flows only on approved paths"
# description: >-
#   A rule without peers, or with a namespace selector that selects everything, allows every tenant.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/
# custom:
#   id: ISO-04
#   severity: high
#   evidence: files
#   sources: [retail-hardening, erp-integration, retail-multi-tenant]
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
	not name_lookups_only(direction, rule)
	v := {
		"path": sprintf("%s/namespaceSelector", [peer.pointer]),
		"message": sprintf("NetworkPolicy %s allows %s for all pods of all namespaces", [input.meta.name, direction]),
		"observed": "namespaceSelector: {}",
		"expected": "a selector that names the namespaces",
	}
}

violation contains v if {
	some rule in input.ingress
	some peer in rule.peers
	peer.ipBlock.cidr in {"0.0.0.0/0", "::/0"}
	v := {
		"path": sprintf("%s/ipBlock", [peer.pointer]),
		"message": sprintf("NetworkPolicy %s allows ingress from every address, pods of other tenants included", [input.meta.name]),
		"observed": sprintf("cidr: %s", [peer.ipBlock.cidr]),
		"expected": "named peers",
		"fix": "Select pods and namespaces instead of the block, or name the addresses that are meant.",
	}
}

# Everybody may ask the cluster's DNS.
name_lookups_only("egress", rule) if {
	count(rule.ports) > 0
	every port in rule.ports {
		port.port in {"53", "dns", "dns-tcp"}
	}
}

narrow(peer) if count(peer.podSelector.matchLabels) > 0

narrow(peer) if count(peer.podSelector.matchExpressions) > 0

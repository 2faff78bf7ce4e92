# METADATA
# title: "Egress is controlled, and the cloud metadata address is blocked"
# description: >-
#   A way out to every address lets data leave, and lets a pod ask the cloud's metadata service
#   (169.254.169.254) for the node's credentials.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/
# custom:
#   id: ISO-05
#   severity: high
#   kinds: [NetworkPolicy]
#   remediation: >-
#     Allow named blocks and ports; with 0.0.0.0/0 except 169.254.169.254/32 and the cluster's own
#     ranges.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Cloud instance metadata", coverage: full}
#     - {framework: "PCI DSS 4.0.1", requirement: "1.3.2", coverage: partial}
package bulkhead.controls.iso_05

import rego.v1

import data.bulkhead.lib.ownership

applicable if {
	ownership.of_tenant
	input.egressPolicy
}

world := {"0.0.0.0/0", "::/0"}

metadata_blocks := {"169.254.169.254/32", "169.254.0.0/16", "169.254.169.0/24"}

violation contains v if {
	some rule in input.egress
	count(rule.peers) == 0
	count(rule.ports) == 0
	v := {
		"path": rule.pointer,
		"message": sprintf("NetworkPolicy %s allows egress to everywhere", [input.meta.name]),
		"observed": "an egress rule without peers and ports",
		"expected": "named destinations and ports",
	}
}

violation contains v if {
	some rule in input.egress
	some peer in rule.peers
	peer.ipBlock.cidr in world
	not blocks_metadata(peer)
	v := {
		"path": sprintf("%s/ipBlock", [peer.pointer]),
		"message": sprintf("NetworkPolicy %s allows egress to %s, the cloud metadata address included", [input.meta.name, peer.ipBlock.cidr]),
		"observed": sprintf("cidr: %s, except: %v", [peer.ipBlock.cidr, peer.ipBlock.except]),
		"expected": "except: [169.254.169.254/32]",
	}
}

blocks_metadata(peer) if {
	some block in peer.ipBlock.except
	block in metadata_blocks
}

blocks_metadata(peer) if peer.ipBlock.cidr == "::/0"

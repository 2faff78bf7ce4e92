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
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [NetworkPolicy]
#   remediation: >-
#     Allow named blocks and ports; with 0.0.0.0/0 except 169.254.169.254/32 and the cluster's own
#     ranges.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Protecting sensitive cloud infrastructure", coverage: full}
#     - {framework: "PCI DSS 4.0.1", requirement: "1.3.2", coverage: partial}
package bulkhead.controls.iso_05

import rego.v1

import data.bulkhead.lib.ownership

applicable if {
	ownership.of_tenant
	input.egressPolicy
}

world := {"0.0.0.0/0", "::/0"}

metadata := "169.254.169.254"

# The metadata service speaks HTTP; named ports may be anything.
may_be_http(rule) if count(rule.ports) == 0

may_be_http(rule) if {
	some port in rule.ports
	port.protocol == "TCP"
	covers_http(port)
}

covers_http(port) if not port.port

covers_http(port) if port.port == "80"

covers_http(port) if {
	to_number(port.port) <= 80
	port.endPort >= 80
}

violation contains v if {
	some rule in input.egress
	count(rule.peers) == 0
	may_be_http(rule)
	v := {
		"path": rule.pointer,
		"message": sprintf("NetworkPolicy %s allows egress to everywhere", [input.meta.name]),
		"observed": observed(rule),
		"expected": "named destinations and ports",
		"fix": "Name the peers and ports under to.",
	}
}

observed(rule) := "an egress rule without peers and ports" if count(rule.ports) == 0

observed(rule) := "an egress rule without peers" if count(rule.ports) > 0

violation contains v if {
	some rule in input.egress
	may_be_http(rule)
	some peer in rule.peers
	contains_metadata(peer.ipBlock.cidr)
	not blocks_metadata(peer)
	v := {
		"path": sprintf("%s/ipBlock", [peer.pointer]),
		"message": sprintf("NetworkPolicy %s allows egress to %s, the cloud metadata address included", [input.meta.name, peer.ipBlock.cidr]),
		"observed": sprintf("cidr: %s, except: %v", [peer.ipBlock.cidr, peer.ipBlock.except]),
		"expected": "except: [169.254.169.254/32]",
		"fix": "Add 169.254.169.254/32 to except.",
	}
}

# The whole world on all ports, even without the metadata address, is no control.
violation contains v if {
	some rule in input.egress
	count(rule.ports) == 0
	some peer in rule.peers
	peer.ipBlock.cidr in world
	not contains_unblocked(peer)
	v := {
		"path": sprintf("%s/ipBlock", [peer.pointer]),
		"message": sprintf("NetworkPolicy %s allows egress to %s on all ports", [input.meta.name, peer.ipBlock.cidr]),
		"observed": sprintf("cidr: %s without ports", [peer.ipBlock.cidr]),
		"expected": "named destinations and ports",
		"fix": "Name the ports, or narrower blocks.",
		"severity": "medium",
	}
}

contains_unblocked(peer) if {
	contains_metadata(peer.ipBlock.cidr)
	not blocks_metadata(peer)
}

contains_metadata(cidr) if {
	not contains(cidr, ":")
	net.cidr_contains(cidr, metadata)
}

blocks_metadata(peer) if {
	some block in peer.ipBlock.except
	contains_metadata(block)
}

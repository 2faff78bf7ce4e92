# METADATA
# title: "Outgoing traffic of integrations goes only to their declared destinations"
# description: >-
#   A connector that may talk to the whole internet can carry data to any of it.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/
# custom:
#   id: INT-04
#   severity: medium
#   evidence: partly
#   sources: [distribution-hardening, erp-integration]
#   kinds: [Workload]
#   remediation: >-
#     Give the integration a NetworkPolicy whose egress names its partners' addresses and ports.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "1.3.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.22", coverage: partial}
package bulkhead.controls.int_04

import rego.v1

import data.bulkhead.lib.integration
import data.bulkhead.lib.network
import data.bulkhead.lib.odoo
import data.bulkhead.lib.ownership
import data.bulkhead.lib.selector
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	ownership.of_tenant
	integration.runs(input)
	count(odoo.containers) == 0
}

policies := [policy |
	some policy in object.get(workload.neighbours, "NetworkPolicy", {})
	policy.egressPolicy
	selector.matches(policy.podSelector, input.pod.labels)
]

everywhere(rule) if count(rule.peers) == 0

everywhere(rule) if {
	some peer in rule.peers
	regex.match(`/[0-7]$`, peer.ipBlock.cidr)
}

# Names are resolved wherever one is.
only_dns(rule) if {
	count(rule.ports) > 0
	every port in rule.ports {
		port.port == "53"
	}
}

violation contains v if {
	some policy in policies
	some rule in policy.egress
	everywhere(rule)
	not only_dns(rule)
	v := {
		"path": "",
		"key": policy.meta.name,
		"message": sprintf("%s may send data to every address", [workload.name]),
		"observed": sprintf("NetworkPolicy %s allows egress to everywhere", [policy.meta.name]),
		"expected": "egress to the addresses of its partners",
		"proof": [{"message": sprintf("%s has a rule for every address", [policy.meta.name]), "entity": policy.meta.id, "pointer": rule.pointer}],
	}
}

violation contains v if {
	ownership.complete
	count(policies) == 0
	not network.unsupported(input.meta.namespace)
	v := {
		"path": "",
		"key": "none",
		"message": sprintf("%s may send data to every address", [workload.name]),
		"observed": "no NetworkPolicy limits its egress",
		"expected": "egress to the addresses of its partners",
	}
}

unknown contains "no NetworkPolicy that limits the egress of this integration was seen in this input" if {
	not ownership.complete
	count(policies) == 0
}

unknown contains "policies of another engine were not evaluated" if {
	ownership.complete
	count(policies) == 0
	network.unsupported(input.meta.namespace)
}

# METADATA
# title: "No pod of one tenant can reach a pod of another"
# description: >-
#   Computed over all NetworkPolicies: a connection needs the source's egress and the destination's
#   ingress, and a pod that no policy selects is open. The proof names the policy, or its absence, on
#   both sides.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/
# custom:
#   id: ISO-03
#   severity: critical
#   layer: network
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration, logistics-isolation]
#   kinds: [Workload]
#   remediation: >-
#     Deny ingress by default in the namespace, and allow only the peers that are meant.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "1.4.1", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.6", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.22", coverage: partial}
package bulkhead.controls.iso_03

import rego.v1

import data.bulkhead.lib.network
import data.bulkhead.lib.ownership
import data.bulkhead.lib.words
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	ownership.of_tenant
}

violation contains v if {
	some reach in reaches
	not only_guessed
	v := {
		"path": "",
		"key": reach.tenant,
		"message": sprintf("%s of tenant %s can be reached from tenant %s", [workload.name, input.tenant, reach.tenant]),
		"observed": sprintf("%s of %s, for example %s, on %s%s", [words.counted(reach.workloads, "workload"), reach.tenant, reach.example, concat(", ", reach.ports), further(reach)]),
		"expected": "no connection between tenants",
		"severity": severity,
		"from": reach.tenant,
		"proof": reach.proof,
	}
}

reaches := object.get(data.platform.facts.reachable, input.meta.id, [])

# Neither a platform file nor a label says that the namespaces are tenants, and nobody wrote a policy here.
only_guessed if {
	ownership.guessed
	not policies_seen
}

unknown contains reason if {
	only_guessed
	count(reaches) > 0
	reason := sprintf("nothing says that namespaces are tenants here (bulkhead.yaml, or the label bulkhead.dev/tenant), and no NetworkPolicy of namespace %s is in this input", [input.meta.namespace])
}

# Nobody to reach it is in this input, but somebody may be elsewhere, and nothing here stops them.
unknown contains reason if {
	count(reaches) == 0
	not policies_seen
	reason := sprintf("no workload of another tenant and no NetworkPolicy of namespace %s is in this input", [object.get(input.meta, "namespace", "")])
}

further(reach) := "" if reach.further == 0

further(reach) := sprintf("; %s can too", [words.counted(reach.further, "further tenant")]) if reach.further > 0

severity := "medium" if {
	ownership.guessed
} else := "critical" if {
	policies_seen
} else := "high"

policies_seen if ownership.complete

policies_seen if count(network.of(input.meta.namespace).policies) > 0

unknown contains reason if {
	network.unsupported(input.meta.namespace)
	reason := sprintf("policies of another engine apply to namespace %s and were not evaluated", [input.meta.namespace])
}

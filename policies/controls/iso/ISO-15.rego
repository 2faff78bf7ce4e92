# METADATA
# title: "Integration workloads are segmented from the ERP core"
# description: >-
#   Connectors talk to the outside and parse what strangers send. With the core's account and
#   network they are a way into it.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/
# custom:
#   id: ISO-15
#   severity: high
#   evidence: files
#   sources: [erp-integration, retail-multi-tenant]
#   kinds: [Workload]
#   remediation: >-
#     Give the integration its own service account and NetworkPolicy, in its own namespace or node
#     pool where the tier asks.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.22", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.6", coverage: partial}
package bulkhead.controls.iso_15

import rego.v1

import data.bulkhead.lib.integration
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

core := [entity |
	some entity in object.get(workload.neighbours, "Workload", {})
	not entity.owned
	some container in entity.pod.containers
	odoo.runs_odoo(container)
]

account(entity) := object.get(entity.pod, "serviceAccountName", "default")

violation contains v if {
	some entity in core
	account(entity) == account(input)
	v := {
		"path": sprintf("%s/serviceAccountName", [input.pod.pointer]),
		"key": "account",
		"message": sprintf("%s acts as the same account as the ERP core (%s)", [workload.name, entity.meta.name]),
		"observed": sprintf("serviceAccountName: %s", [account(input)]),
		"expected": "a service account of its own",
		"proof": [{"message": sprintf("%s uses it too", [entity.meta.name]), "entity": entity.meta.id, "pointer": entity.pod.pointer}],
	}
}

own_policy if {
	some policy in object.get(workload.neighbours, "NetworkPolicy", {})
	selector.matches(policy.podSelector, input.pod.labels)
	every entity in core {
		not selector.matches(policy.podSelector, entity.pod.labels)
	}
}

violation contains v if {
	count(core) > 0
	not own_policy
	ownership.complete
	v := {
		"path": "",
		"key": "policy",
		"message": sprintf("%s has the network of the ERP core", [workload.name]),
		"observed": "no NetworkPolicy that selects it and not the core",
		"expected": "a NetworkPolicy of its own",
	}
}

unknown contains "no NetworkPolicy for this integration alone was seen in this input" if {
	count(core) > 0
	not own_policy
}

# METADATA
# title: "A dedicated tenant has its own namespaces, nodes, workloads, database, cache and ingress policy"
# description: >-
#   Dedicated is a promise about every layer. What a dedicated tenant does not own itself it shares
#   with somebody.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/multi-tenancy/
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
# custom:
#   id: TEN-04
#   severity: high
#   layer: application
#   evidence: files
#   sources: [logistics-isolation, retail-hardening, erp-integration]
#   kinds: [Tenant]
#   remediation: >-
#     Give the tenant what is missing, or label and declare what it already has (owns in
#     bulkhead.yaml).
#   example: |
#     nodeSelector: {pool: pharma}
#     tolerations:
#       - {key: tenant, value: pharma, effect: NoSchedule}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7(21)", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.22", coverage: partial}
package bulkhead.controls.ten_04

import rego.v1

import data.bulkhead.lib.ownership
import data.bulkhead.lib.tenancy

applicable if tenancy.isolation(input) == "dedicated"

# Workloads that are kept on nodes of their own: a selector that leads there, and a toleration of
# the taint that keeps others away.
pinned(entity) if {
	count(entity.pod.nodeSelector) > 0
	tolerates(entity)
}

pinned(entity) if {
	entity.pod.nodeAffinity
	tolerates(entity)
}

tolerates(entity) if {
	some toleration in entity.pod.tolerations
	not startswith(object.get(toleration, "key", "node.kubernetes.io/"), "node.kubernetes.io/")
}

needs := {
	"Namespace": "a namespace",
	"Workload": "application workloads",
	"DatabaseServer": "a PostgreSQL cluster",
	"Cache": "a cache",
	"NetworkPolicy": "an ingress policy",
}

missing[kind] := what if {
	some kind, what in needs
	not tenancy.owns(input.id, kind)
}

violation contains v if {
	ownership.complete
	some kind, what in missing
	v := {
		"path": "",
		"key": kind,
		"message": sprintf("tenant %s is dedicated and has no %s of its own", [input.id, trim_prefix(trim_prefix(what, "a "), "an ")]),
		"observed": sprintf("none that belongs to %s", [input.id]),
		"expected": what,
	}
}

unknown contains sprintf("this input does not show %s of tenant %s; that may be elsewhere", [what, input.id]) if some what in missing

violation contains v if {
	some entity in data.platform.kinds.Workload
	entity.tenant == input.id
	not entity.owned
	entity.meta.resourceKind in {"Deployment", "StatefulSet"}
	not pinned(entity)
	v := {
		"path": "",
		"key": sprintf("nodes %s", [entity.meta.id]),
		"message": sprintf("%s %s of dedicated tenant %s runs on nodes of others", [entity.meta.resourceKind, entity.meta.name, input.id]),
		"observed": "no node selector with a toleration of the pool's taint",
		"expected": "nodeSelector and toleration of the tenant's node pool",
		"fix": "Add the nodeSelector and the toleration of the tenant's node pool.",
		"proof": [{"message": sprintf("%s has no selector and toleration of a pool", [entity.meta.name]), "entity": entity.meta.id, "pointer": entity.pod.pointer}],
	}
}

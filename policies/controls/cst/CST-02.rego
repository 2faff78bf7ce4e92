# METADATA
# title: "Limits stay within reach of requests"
# description: >-
#   A limit many times the request lets a node promise memory it does not have: the eviction hits
#   whoever is next to it.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
# custom:
#   id: CST-02
#   severity: low
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration, logistics-isolation]
#   kinds: [Workload]
#   remediation: >-
#     Bring request and limit of memory together.
#   parameters:
#     memoryRatio: {default: 4, description: "how many times the request a limit of memory may be"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-6", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.6", coverage: partial}
package bulkhead.controls.cst_02

import rego.v1

import data.bulkhead.lib.ownership
import data.bulkhead.lib.workload

sized := [c |
	some c in input.pod.containers
	c.requests.memory
	c.limits.memory
]

applicable if {
	workload.judged
	ownership.of_tenant
	count(sized) > 0
}

ratio(container) := units.parse_bytes(container.limits.memory) / units.parse_bytes(container.requests.memory) if {
	units.parse_bytes(container.requests.memory) > 0
}

violation contains v if {
	some container in sized
	ratio(container) > data.parameters.memoryRatio
	v := {
		"path": sprintf("%s/resources", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s may use many times the memory that it reserves", [workload.described(container)]),
		"observed": sprintf("request %s, limit %s", [container.requests.memory, container.limits.memory]),
		"expected": sprintf("a limit of at most %v times the request", [data.parameters.memoryRatio]),
	}
}

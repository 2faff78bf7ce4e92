# METADATA
# title: "Replicas spread over zones and nodes"
# description: >-
#   Replicas on one node go down together.
# related_resources:
#   - https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
# custom:
#   id: WRK-15
#   severity: medium
#   evidence: files
#   sources: [retail-multi-tenant, erp-integration]
#   kinds: [Workload]
#   remediation: >-
#     Add a topologySpreadConstraint over topology.kubernetes.io/zone, or pod anti-affinity.
#   frameworks:
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
package bulkhead.controls.wrk_15

import rego.v1

import data.bulkhead.lib.replicas
import data.bulkhead.lib.workload

applicable if workload.judged

violation contains v if {
	workload.serving
	replicas.maximum > 1
	count(input.pod.topologySpread) == 0
	not input.pod.podAntiAffinity
	v := {
		"path": input.pod.pointer,
		"message": sprintf("the %d replicas of %s may all run on one node", [replicas.maximum, workload.name]),
		"observed": "neither topologySpreadConstraints nor podAntiAffinity",
		"expected": "spread over zones or nodes",
	}
}

# METADATA
# title: "Serving workloads have two or more replicas and a disruption budget that lets a drain proceed"
# description: >-
#   One replica is down while its node drains; a budget that allows no disruption blocks the drain.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/configure-pdb/
# custom:
#   id: WRK-14
#   severity: medium
#   kinds: [Workload]
#   remediation: >-
#     Run two or more replicas, with a PodDisruptionBudget of maxUnavailable: 1.
#   frameworks:
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
package bulkhead.controls.wrk_14

import rego.v1

import data.bulkhead.lib.workload

applicable if workload.judged

scaled := {scaler.targetName | some scaler in data.platform.namespaces[input.meta.namespace].Autoscaler; scaler.minReplicas > 1}

budgets := [budget |
	some budget in data.platform.namespaces[input.meta.namespace].DisruptionBudget
	every key, value in budget.selector.matchLabels {
		input.pod.labels[key] == value
	}
]

violation contains v if {
	workload.serving
	not input.meta.name in scaled
	object.get(input, "replicas", 1) == 1
	v := {
		"path": "/spec/replicas",
		"message": sprintf("%s runs a single replica", [workload.name]),
		"observed": sprintf("replicas: %v", [object.get(input, "replicas", "not set (1)")]),
		"expected": "two or more",
	}
}

violation contains v if {
	workload.serving
	some budget in budgets
	budget.maxUnavailable in {"0", "0%"}
	v := {
		"path": "",
		"key": budget.meta.name,
		"message": sprintf("PodDisruptionBudget %s lets no pod of %s go, so a node drain blocks", [budget.meta.name, workload.name]),
		"observed": sprintf("maxUnavailable: %s", [budget.maxUnavailable]),
		"expected": "at least 1",
		"proof": [{"message": sprintf("PodDisruptionBudget %s allows none to be unavailable", [budget.meta.name]), "entity": budget.meta.id, "pointer": "/spec/maxUnavailable"}],
	}
}

# METADATA
# title: "Serving workloads have two or more replicas and a disruption budget that lets a drain proceed"
# description: >-
#   One replica is down while its node drains; a budget that allows no disruption blocks the drain.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/configure-pdb/
# custom:
#   id: WRK-14
#   severity: medium
#   evidence: files
#   sources: [retail-multi-tenant, erp-integration]
#   kinds: [Workload]
#   remediation: >-
#     Run two or more replicas, with a PodDisruptionBudget of maxUnavailable: 1.
#   frameworks:
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
package bulkhead.controls.wrk_14

import rego.v1

import data.bulkhead.lib.odoo
import data.bulkhead.lib.ownership
import data.bulkhead.lib.replicas
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	workload.serving
	not scheduler
	not stopped
}

# Nothing runs, so nothing goes.
stopped if {
	count(replicas.scalers) == 0
	replicas.minimum == 0
}

# Scheduled work runs once (WRK-13) and serves nobody.
scheduler if {
	count(odoo.containers) > 0
	odoo.role(input.meta.name) == "cron"
}

violation contains v if {
	replicas.minimum < 2
	v := {
		"path": "/spec/replicas",
		"message": sprintf("%s runs %s", [workload.name, few]),
		"observed": observed,
		"expected": "two or more",
		"fix": "Run two or more replicas.",
	}
}

few := "a single replica" if replicas.minimum == 1

few := "without any replica at times" if replicas.minimum == 0

observed := sprintf("minReplicas: %v", [replicas.minimum]) if count(replicas.scalers) > 0

observed := sprintf("replicas: %v", [object.get(input, "replicas", "not set (1)")]) if count(replicas.scalers) == 0

violation contains v if {
	replicas.minimum > 1
	count(replicas.budgets) == 0
	v := {
		"path": "",
		"key": "budget",
		"message": sprintf("no PodDisruptionBudget for %s was seen in this input, so a drain may take all its pods", [workload.name]),
		"observed": "no PodDisruptionBudget selects its pods",
		"expected": "maxUnavailable: 1",
		"fix": "Add a PodDisruptionBudget with maxUnavailable: 1.",
		"severity": severity,
	}
}

severity := "medium" if ownership.complete

severity := "low" if not ownership.complete

violation contains v if {
	some budget in replicas.budgets
	some blocked in blocks(budget)
	v := {
		"path": "",
		"key": budget.meta.name,
		"message": sprintf("PodDisruptionBudget %s lets no pod of %s go, so a node drain blocks", [budget.meta.name, workload.name]),
		"observed": blocked.observed,
		"expected": "at least one pod that may go",
		"fix": "Set maxUnavailable: 1.",
		"proof": [{"message": sprintf("PodDisruptionBudget %s allows none to be unavailable", [budget.meta.name]), "entity": budget.meta.id, "pointer": blocked.pointer}],
	}
}

blocks(budget) := array.concat(
	[{"observed": sprintf("maxUnavailable: %s", [budget.maxUnavailable]), "pointer": "/spec/maxUnavailable"} | budget.maxUnavailable in {"0", "0%"}],
	[{"observed": sprintf("minAvailable: %s of %d", [budget.minAvailable, replicas.minimum]), "pointer": "/spec/minAvailable"} | all_needed(budget)],
)

all_needed(budget) if budget.minAvailable == "100%"

all_needed(budget) if {
	replicas.minimum > 1
	to_number(budget.minAvailable) >= replicas.minimum
}

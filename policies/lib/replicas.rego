# METADATA
# description: How many pods of a workload run, and how many of them may go at once.
package bulkhead.lib.replicas

import rego.v1

import data.bulkhead.lib.selector
import data.bulkhead.lib.workload

scalers := [scaler |
	some scaler in object.get(workload.neighbours, "Autoscaler", {})
	scaler.targetKind == input.meta.resourceKind
	scaler.targetName == input.meta.name
]

# An autoscaler decides.
minimum := max([object.get(scaler, "minReplicas", unsaid(scaler).minimum) | some scaler in scalers]) if count(scalers) > 0

minimum := object.get(input, "replicas", 1) if count(scalers) == 0

maximum := max(array.concat([object.get(input, "replicas", 1)], [object.get(scaler, "maxReplicas", unsaid(scaler).maximum) | some scaler in scalers]))

# What holds where an autoscaler names no bound: KEDA lets go of the last replica, and stops at a hundred (keda.sh,
# ScaledObject specification).
unsaid(scaler) := {"minimum": 0, "maximum": 100} if object.get(scaler, ["meta", "resourceKind"], "") == "ScaledObject"

unsaid(scaler) := {"minimum": 1, "maximum": 1} if object.get(scaler, ["meta", "resourceKind"], "") != "ScaledObject"

budgets := [budget |
	some budget in object.get(workload.neighbours, "DisruptionBudget", {})
	budget.selector
	selector.matches(budget.selector, input.pod.labels)
]

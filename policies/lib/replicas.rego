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

# An autoscaler decides; where it names no minimum, that is one.
minimum := max([object.get(scaler, "minReplicas", 1) | some scaler in scalers]) if count(scalers) > 0

minimum := object.get(input, "replicas", 1) if count(scalers) == 0

maximum := max(array.concat([object.get(input, "replicas", 1)], [object.get(scaler, "maxReplicas", 1) | some scaler in scalers]))

budgets := [budget |
	some budget in object.get(workload.neighbours, "DisruptionBudget", {})
	budget.selector
	selector.matches(budget.selector, input.pod.labels)
]

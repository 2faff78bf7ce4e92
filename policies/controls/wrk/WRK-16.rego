# METADATA
# title: "Autoscaling follows the application, within bounds"
# description: >-
#   Processor load alone does not show that users wait for database or queue; and without an upper
#   bound a fault becomes a bill.
# related_resources:
#   - https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
#   - https://keda.sh/docs/latest/reference/scaledobject-spec/
# custom:
#   id: WRK-16
#   severity: low
#   evidence: files
#   sources: [retail-multi-tenant, erp-integration]
#   kinds: [Autoscaler]
#   remediation: >-
#     Add a metric of the application (latency, requests, queue depth), and set maxReplicas.
#   example: |
#     spec:
#       maxReplicas: 6
#       metrics:
#         - type: Pods
#           pods:
#             metric: {name: http_requests_per_second}
#             target: {type: AverageValue, averageValue: "20"}
#   parameters:
#     maxAutoscalerReplicas: {default: 50, description: "more replicas than this are no bound"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.1", coverage: partial}
package bulkhead.controls.wrk_16

import rego.v1

name := sprintf("%s %s", [input.meta.resourceKind, input.meta.name])

of_pods(metric) if startswith(metric, "Resource:")

of_pods(metric) if startswith(metric, "ContainerResource:")

of_pods(metric) if metric in {"cpu", "memory", "External:cpu", "External:memory"}

violation contains v if {
	every metric in input.metrics {
		of_pods(metric)
	}
	v := {
		"path": "/spec",
		"key": "metrics",
		"message": sprintf("%s follows the load of processors or memory alone", [name]),
		"observed": observed,
		"expected": "a metric of the application, such as latency or queue depth",
		"fix": "Add a metric of the application (latency, requests, queue depth).",
	}
}

observed := concat(", ", input.metrics) if count(input.metrics) > 0

observed := "no metrics (cpu)" if count(input.metrics) == 0

violation contains v if {
	not input.maxReplicas
	v := {
		"path": "/spec",
		"key": "maxReplicas",
		"message": sprintf("%s has no upper bound of its own", [name]),
		"observed": "no maximum",
		"expected": "a maximum of replicas",
		"fix": "Set the maximum of replicas.",
	}
}

violation contains v if {
	input.maxReplicas > data.parameters.maxAutoscalerReplicas
	v := {
		"path": "/spec",
		"key": "maxReplicas",
		"message": sprintf("%s may start %d replicas", [name, input.maxReplicas]),
		"observed": sprintf("maximum %d", [input.maxReplicas]),
		"expected": sprintf("at most %d", [data.parameters.maxAutoscalerReplicas]),
		"fix": "Lower the maximum, or raise the parameter maxAutoscalerReplicas.",
	}
}

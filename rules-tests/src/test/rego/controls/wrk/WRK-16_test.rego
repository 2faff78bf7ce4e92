package bulkhead.controls.wrk_16_test

import rego.v1

import data.bulkhead.controls.wrk_16

scaler(more) := object.union({"kind": "Autoscaler", "meta": {"name": "x", "resourceKind": "HorizontalPodAutoscaler"}, "maxReplicas": 10, "metrics": ["Pods:latency"]}, more)

keys(of) := out if {
	out := {v.key | some v in wrk_16.violation} with input as of with data.parameters.maxAutoscalerReplicas as 10
}

test_as_many_replicas_as_are_allowed if {
	keys(scaler({})) == set()
	keys(scaler({"maxReplicas": 11})) == {"maxReplicas"}
	keys(object.remove(scaler({}), ["maxReplicas"])) == {"maxReplicas"}
}

test_metrics_of_pods_alone_are_not_enough if {
	every metric in ["Resource:cpu", "ContainerResource:memory", "cpu", "memory", "External:cpu", "External:memory"] {
		keys(scaler({"metrics": [metric]})) == {"metrics"}
		keys(scaler({"metrics": [metric, "Pods:latency"]})) == set()
	}
	keys(scaler({"metrics": []})) == {"metrics"}
}

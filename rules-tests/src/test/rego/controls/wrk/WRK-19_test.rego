package bulkhead.controls.wrk_19_test

import rego.v1

import data.bulkhead.controls.wrk_19

object_of(version, more) := object.union({"kind": "Resource", "meta": {"name": "x", "resourceKind": "X", "apiVersion": version}}, more)

severities(version, kubernetes) := out if {
	out := {v.severity | some v in wrk_19.violation} with input as object_of(version, {}) with data.platform.kubernetesVersion as kubernetes
}

last := {
	"extensions/v1beta1": ["1.21", "1.22"],
	"apps/v1beta1": ["1.15", "1.16"],
	"apps/v1beta2": ["1.15", "1.16"],
	"admissionregistration.k8s.io/v1beta1": ["1.21", "1.22"],
	"scheduling.k8s.io/v1beta1": ["1.21", "1.22"],
	"storage.k8s.io/v1beta1": ["1.21", "1.22"],
	"networking.k8s.io/v1beta1": ["1.21", "v1.22.3"],
	"rbac.authorization.k8s.io/v1beta1": ["v1.21", "1.22"],
	"batch/v1beta1": ["1.24", "1.25"],
	"policy/v1beta1": ["1.24", "1.25"],
	"autoscaling/v2beta1": ["1.24", "1.25"],
	"autoscaling/v2beta2": ["1.25", "1.26"],
}

test_versions_of_the_api_end_with_a_version_of_kubernetes[version] if {
	some version, [before, since] in last
	severities(version, before) == {"low"}
	severities(version, since) == {"medium"}
}

test_workloads_and_policies_of_extensions_went_early[kind] if {
	some kind in ["DaemonSet", "Deployment", "ReplicaSet", "NetworkPolicy"]
	found := {v.severity | some v in wrk_19.violation} with input as object_of("extensions/v1beta1", {"meta": {"resourceKind": kind}}) with data.platform.kubernetesVersion as "1.16"
	found == {"medium"}
}

test_current_versions_are_fine if {
	severities("apps/v1", "1.34") == set()
	object.keys(last) == object.keys(wrk_19.removed)
}

told(more) := out if {
	out := count(wrk_19.violation) with input as object_of("apps/v1", object.union({"kind": "Workload", "meta": {"namespace": "default", "source": {}}}, more))
}

test_the_default_namespace_belongs_to_nobody if {
	told({}) == 1
	told({"meta": {"namespace": "shop"}}) == 0
	told({"kind": "Service"}) == 0
	told({"meta": {"source": {"via": "helm template x"}}}) == 1
	told({"meta": {"source": {"via": "helm template x without --namespace"}}}) == 0
}

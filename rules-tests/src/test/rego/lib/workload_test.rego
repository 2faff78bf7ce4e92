package bulkhead.lib.workload_test

import rego.v1

import data.bulkhead.lib.workload

pod(more) := object.union({"kind": "Workload", "owned": false, "pod": {"containers": [{}]}, "meta": {"namespace": "kube-system", "resourceKind": "Pod", "labels": {"tier": "control-plane"}}}, more)

judged(more) if workload.judged with input as pod(more)

test_static_pods_of_the_control_plane_are_not_judged if {
	not judged({})
	judged({"meta": {"namespace": "shop"}})
	judged({"meta": {"resourceKind": "DaemonSet"}})
	judged({"meta": {"labels": {"tier": "node"}}})
}

test_what_runs_nothing_is_not_judged if not judged({"meta": {"namespace": "shop"}, "pod": {"containers": []}})

test_what_a_controller_owns_is_judged_there if {
	not judged({"meta": {"namespace": "shop"}, "owned": true})
	not judged({"meta": {"namespace": "shop"}, "kind": "Route"})
}

container(context) := {"pointer": "/containers/0", "securityContext": context}

context := {"pod": {"pointer": "/pod", "securityContext": {"runAsUser": 5, "runAsNonRoot": false}}}

test_the_value_in_force_is_the_containers_else_the_pods if {
	workload.effective(container({"runAsUser": 7}), "runAsUser") == 7 with input as context
	workload.effective(container({}), "runAsUser") == 5 with input as context
	workload.effective(container({"runAsNonRoot": false}), "runAsNonRoot") == false with input as context
}

test_where_the_value_in_force_is_set_or_belongs if {
	workload.pointer(container({"runAsUser": 7}), "runAsUser") == "/containers/0/securityContext/runAsUser" with input as context
	workload.pointer(container({}), "runAsUser") == "/pod/securityContext/runAsUser" with input as context
	workload.pointer(container({}), "privileged") == "/containers/0/securityContext/privileged" with input as context
}

test_what_runs_as_long_as_its_pod if {
	every kind in ["Deployment", "StatefulSet", "ReplicaSet", "Rollout", "ReplicationController"] {
		workload.serving with input as pod({"meta": {"resourceKind": kind}})
	}
	not workload.serving with input as pod({"meta": {"resourceKind": "Job"}})
}

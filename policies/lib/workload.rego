# METADATA
# description: Pods and their containers, with the security context that is in force.
package bulkhead.lib.workload

import rego.v1

# A workload that a controller owns is judged at its owner; a Rollout that has its pods from a
# Deployment, there. What has no containers for another reason is reported as not evaluated.
judged if {
	input.kind == "Workload"
	not input.owned
	count(input.pod.containers) > 0
	not control_plane
}

# Static pods of the control plane (kubeadm labels them so) cannot but use the host; controls of the plane ADM judge them.
control_plane if {
	input.meta.namespace == "kube-system"
	input.meta.resourceKind == "Pod"
	input.meta.labels.tier == "control-plane"
}

# The value in force for a container: its own where it is set, else the pod's.
effective(container, name) := container.securityContext[name]

effective(container, name) := input.pod.securityContext[name] if {
	not own(container, name)
}

own(container, name) if {
	_ := container.securityContext[name]
}

# Where the value in force is set, or belongs.
pointer(container, name) := sprintf("%s/securityContext/%s", [input.pod.pointer, name]) if {
	not own(container, name)
	in_pod(name)
} else := sprintf("%s/securityContext/%s", [container.pointer, name])

in_pod(name) if {
	_ := input.pod.securityContext[name]
}

# Runs for as long as the pod serves.
serving if input.meta.resourceKind in {"Deployment", "StatefulSet", "ReplicaSet", "Rollout", "ReplicationController"}

main_containers := [c | some c in input.pod.containers; c.role == "CONTAINER"]

# A part of a workload, or one that no API server takes.
without_image contains sprintf("%s names no image", [described(container)]) if {
	some container in input.pod.containers
	not container.image
}

# The workload as messages name it.
name := sprintf("%s %s", [input.meta.resourceKind, input.meta.name])

described(container) := sprintf("container %s of %s", [container.name, name])

# What else its namespace holds, by kind.
neighbours := object.get(data.platform.namespaces, object.get(input.meta, "namespace", ""), {})

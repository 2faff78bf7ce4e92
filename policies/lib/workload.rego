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

# Whether a container requests a resource, or is limited in it: itself, by the limit that a request follows, or by a
# LimitRange of its namespace.
given(_, container, pair) if container[pair[0]][pair[1]]

given(_, container, ["requests", resource]) if container.limits[resource]

given(namespace, _, pair) if pair in defaulted(namespace)

# What a LimitRange sets where a container says nothing: a maximum is the limit then, a limit the request, and so is a
# minimum (Kubernetes, Limit Ranges).
defaulted(namespace) := {["limits", resource] |
	some limit in container_limits(namespace)
	some field in ["defaults", "max"]
	some resource, _ in limit[field]
} | {["requests", resource] |
	some limit in container_limits(namespace)
	some field in ["defaultRequest", "defaults", "max", "min"]
	some resource, _ in limit[field]
}

container_limits(namespace) := [limit |
	some range in data.platform.namespaces[namespace].LimitRange
	some limit in range.limits
	limit.type == "Container"
]

# What else its namespace holds, by kind.
neighbours := object.get(data.platform.namespaces, object.get(input.meta, "namespace", ""), {})

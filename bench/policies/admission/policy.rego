package bench

import rego.v1

# The usual checks of a pod at a cluster's door.
containers contains c if some c in input.request.object.spec.containers

containers contains c if some c in input.request.object.spec.initContainers

result contains msg if {
	some c in containers
	not registered(c.image)
	msg := sprintf("%s: image %s is of no approved registry", [c.name, c.image])
}

result contains msg if {
	some c in containers
	not c.securityContext.runAsNonRoot
	not input.request.object.spec.securityContext.runAsNonRoot
	msg := sprintf("%s may run as root", [c.name])
}

result contains msg if {
	some c in containers
	c.securityContext.privileged
	msg := sprintf("%s is privileged", [c.name])
}

result contains msg if {
	some c in containers
	some resource in ["cpu", "memory"]
	not c.resources.limits[resource]
	msg := sprintf("%s has no limit of %s", [c.name, resource])
}

result contains msg if {
	some label in data.required_labels
	not input.request.object.metadata.labels[label]
	msg := sprintf("label %s is missing", [label])
}

result contains msg if {
	some c in containers
	endswith(c.image, ":latest")
	msg := sprintf("%s has a floating tag", [c.name])
}

registered(image) if {
	some prefix in data.registries
	startswith(image, prefix)
}

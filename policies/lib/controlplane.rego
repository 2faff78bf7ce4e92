# METADATA
# description: Static pods of the control plane and the flags that they are started with.
package bulkhead.lib.controlplane

import rego.v1

import data.bulkhead.lib.image

# The container that runs a component, by its image or its command.
container(component) := found[0] if {
	input.kind == "Workload"
	found := [c |
		some c in input.pod.containers
		runs(c, component)
	]
	count(found) > 0
}

runs(c, component) if image.program(c) == component

runs(c, component) if {
	parts := split(c.command[0], "/")
	parts[count(parts) - 1] == component
}

is(component) if container(component)

words(component) := array.concat(container(component).command, container(component).args)

# The value of a flag that is written: the text behind =, or "true" alone.
flags(component) := {name: value |
	some word in words(component)
	startswith(word, "--")
	parts := split(substring(word, 2, -1), "=")
	name := parts[0]
	value := valued(word, parts)
}

valued(_, parts) := "true" if count(parts) == 1

valued(word, parts) := substring(word, count(parts[0]) + 3, -1) if count(parts) > 1

pointer(component) := container(component).pointer

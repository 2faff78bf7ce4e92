# METADATA
# description: Static pods of the control plane and the flags that they are started with.
package bulkhead.lib.controlplane

import rego.v1

import data.bulkhead.lib.image

# The container that runs a component, by its image or its command. Applications may have an etcd of their own, too.
container(component) := found[0] if {
	input.kind == "Workload"
	of_the_cluster(component)
	found := [c |
		some c in input.pod.containers
		runs(c, component)
	]
	count(found) > 0
}

of_the_cluster("kube-apiserver")

of_the_cluster("etcd") if object.get(input, ["meta", "namespace"], "kube-system") == "kube-system"

of_the_cluster("etcd") if input.meta.labels.tier == "control-plane"

runs(c, component) if image.program(c) == component

runs(c, component) if {
	parts := split(c.command[0], "/")
	parts[count(parts) - 1] == component
}

is(component) if container(component)

words(component) := array.concat(container(component).command, container(component).args)

# The value of a flag that is written: the text behind =, the word behind the flag, or "true" alone.
flags(component) := {name: value |
	all := words(component)
	some i, word in all
	startswith(word, "--")
	parts := split(substring(word, 2, -1), "=")
	name := parts[0]
	value := valued(word, parts, array.concat(array.slice(all, i + 1, i + 2), ["--"])[0])
}

valued(word, parts, _) := substring(word, count(parts[0]) + 3, -1) if count(parts) > 1

valued(_, parts, next) := next if {
	count(parts) == 1
	regex.match(`^[^-=][^=]*$`, next)
}

valued(_, parts, next) := "true" if {
	count(parts) == 1
	not regex.match(`^[^-=][^=]*$`, next)
}

pointer(component) := container(component).pointer

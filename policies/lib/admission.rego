# METADATA
# description: Which namespaces policies of admission engines reach.
package bulkhead.lib.admission

import rego.v1

import data.bulkhead.lib.selector

# Whether a policy is in force for a namespace. A ValidatingAdmissionPolicy is, where a binding says so.
enforces(policy, namespace) if {
	policy.engine in {"kyverno", "gatekeeper"}
	policy.action == "enforce"
	reaches(policy, namespace)
}

enforces(policy, namespace) if {
	policy.engine == "vap"
	reaches(policy, namespace)
	some binding in data.platform.kinds.AdmissionPolicy
	binding.engine == "vap-binding"
	binding.policy == policy.meta.name
	binding.action == "enforce"
	reaches(binding, namespace)
}

reaches(policy, namespace) if {
	named(policy, namespace.meta.name)
	not excluded(policy, namespace.meta.name)
	selector.matches(object.get(policy, "namespaceSelector", {}), labels(namespace))
}

named(policy, _) if count(policy.namespaces) == 0

named(policy, name) if {
	some pattern in policy.namespaces
	fits(pattern, name)
}

excluded(policy, name) if {
	some pattern in policy.excludedNamespaces
	fits(pattern, name)
}

fits(name, name)

fits(pattern, name) if {
	endswith(pattern, "*")
	startswith(name, trim_suffix(pattern, "*"))
}

# The API server sets the name as a label.
labels(namespace) := object.union(namespace.meta.labels, {"kubernetes.io/metadata.name": namespace.meta.name})

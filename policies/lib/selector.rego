# METADATA
# description: Label selectors, as Kubernetes matches them; an empty one selects everything.
package bulkhead.lib.selector

import rego.v1

matches(selector, labels) if {
	every key, value in object.get(selector, "matchLabels", {}) {
		labels[key] == value
	}
	every requirement in object.get(selector, "matchExpressions", []) {
		holds(requirement, labels)
	}
}

holds(requirement, labels) if {
	requirement.operator == "In"
	labels[requirement.key] in requirement.values
}

# Holds too where the label is absent.
holds(requirement, labels) if {
	requirement.operator == "NotIn"
	not object.get(labels, requirement.key, null) in requirement.values
}

holds(requirement, labels) if {
	requirement.operator == "Exists"
	labels[requirement.key]
}

holds(requirement, labels) if {
	requirement.operator == "DoesNotExist"
	not labels[requirement.key]
}

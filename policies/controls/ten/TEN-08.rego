# METADATA
# title: "Standard tags are on every namespace and workload"
# description: >-
#   Cost, alerts and evidence are told apart by tags. A tag of the namespace counts for what is in it.
# related_resources:
#   - https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
# custom:
#   id: TEN-08
#   severity: low
#   evidence: files
#   sources: [retail-hardening]
#   kinds: [Namespace, Workload]
#   remediation: >-
#     Add the labels that the parameter required_tags names.
#   parameters:
#     required_tags:
#       default: [tenant, environment, tier, owner, data-classification]
#       description: "labels that every namespace and workload of a tenant has, itself or from its namespace, with or without the prefix bulkhead.dev/"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-8", coverage: partial}
package bulkhead.controls.ten_08

import rego.v1

applicable if {
	data.platform.declared
	input.tenant
	not input.owned
}

inherited := object.union(namespace_labels, input.meta.labels)

namespace_labels := ns.meta.labels if {
	some ns in data.platform.kinds.Namespace
	ns.meta.name == input.meta.namespace
}

namespace_labels := {} if {
	not namespace_seen
}

namespace_seen if {
	some ns in data.platform.kinds.Namespace
	ns.meta.name == input.meta.namespace
}

violation contains v if {
	missing := [tag | some tag in data.parameters.required_tags; not inherited[tag]; not inherited[sprintf("bulkhead.dev/%s", [tag])]]
	count(missing) > 0
	v := {
		"path": "/metadata/labels",
		"message": sprintf("%s %s lacks the tags %s", [input.meta.resourceKind, input.meta.name, concat(", ", missing)]),
		"observed": sprintf("missing: %s", [concat(", ", missing)]),
		"expected": sprintf("the labels %s", [concat(", ", data.parameters.required_tags)]),
	}
}

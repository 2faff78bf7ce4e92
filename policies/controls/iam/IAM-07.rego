# METADATA
# title: "Privileged access ends"
# description: >-
#   Rights that were given for a night are still there a year later, unless they carry their end.
#   One finding for each person or group and role. Administering one tenant's namespaces weighs less
#   than administering several tenants' or the cluster.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# custom:
#   id: IAM-07
#   severity: high
#   evidence: partly
#   sources: [distribution-hardening, retail-multi-tenant, erp-integration, logistics-isolation]
#   kinds: [RoleBinding]
#   remediation: >-
#     Put the day on which the binding ends into an annotation, remove it then, and keep standing
#     rights for declared break-glass groups.
#   parameters:
#     expiry_annotations: {default: [bulkhead.dev/expires], description: "Annotations that hold the day on which a binding ends"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-2(3)", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.2", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.3", coverage: partial}
package bulkhead.controls.iam_07

import rego.v1

import data.bulkhead.lib.evidence

privileged(binding) if {
	binding.roleKind == "ClusterRole"
	binding.roleName in {"cluster-admin", "admin"}
}

held(binding) := {subject |
	some subject in binding.subjects
	subject.kind in {"User", "Group"}
	not startswith(subject.name, "system:")
	not subject.name in data.platform.breakGlassGroups
}

ends(binding) := {value |
	some annotation in data.parameters.expiry_annotations
	value := binding.meta.annotations[annotation]
}

# What a person or group may do without an end is one matter, however many bindings say it: it is
# told at the first of them. Keys: the role, and who has it.
standing[key(binding, subject)] contains {"binding": id, "namespace": object.get(binding.meta, "namespace", ""), "whose": object.get(binding, "tenant", "")} if {
	some id, binding in data.platform.kinds.RoleBinding
	privileged(binding)
	count(ends(binding)) == 0
	some subject in held(binding)
}

key(binding, subject) := sprintf("%s %s %s", [binding.roleName, subject.kind, subject.name])

told_here contains subject if {
	privileged(input)
	count(ends(input)) == 0
	some subject in held(input)
	input.meta.id == min({one.binding | some one in standing[key(input, subject)]})
}

applicable if {
	privileged(input)
	count(held(input)) > 0
	count(ends(input)) > 0
}

applicable if count(told_here) > 0

# To administer the namespaces of one tenant is what a tenant's own people do from day to day.
local(places) if {
	every place in places {
		place.namespace != ""
	}
	count({place.namespace | some place in places}) == 1
}

local(places) if {
	every place in places {
		place.namespace != ""
		place.whose != ""
	}
	count({place.whose | some place in places}) == 1
}

weight("cluster-admin", _) := "high"

weight("admin", places) := "high" if not local(places)

weight("admin", places) := "medium" if local(places)

where(places) := "in all namespaces" if {
	some place in places
	place.namespace == ""
} else := sprintf("in the namespace %s", [name]) if {
	count(names(places)) == 1
	some name in names(places)
} else := sprintf("in %d namespaces: %s", [count(names(places)), listed(sort(names(places)))])

names(places) := {place.namespace | some place in places}

listed(sorted) := concat(", ", sorted) if count(sorted) <= 5

listed(sorted) := sprintf("%s and %d more", [concat(", ", array.slice(sorted, 0, 5)), count(sorted) - 5]) if count(sorted) > 5

violation contains v if {
	some subject in told_here
	places := standing[key(input, subject)]
	v := {
		"path": subject.pointer,
		"key": subject.name,
		"message": sprintf("%s %s is %s without an end %s", [subject.kind, subject.name, input.roleName, where(places)]),
		"observed": "no day on which it ends",
		"expected": sprintf("the annotation %s on each binding", [data.parameters.expiry_annotations[0]]),
		"severity": weight(input.roleName, places),
		"proof": [{"message": sprintf("%s gives it, too", [data.platform.entities[id].meta.name]), "entity": id, "pointer": "/roleRef"} |
			some id in array.slice(sort({place.binding | some place in places}), 1, 6)
		],
	}
}

violation contains v if {
	some end in ends(input)
	regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}`, end)
	evidence.day(end) < evidence.today
	v := {
		"path": "/metadata/annotations",
		"key": "expired",
		"message": sprintf("%s %s should have ended on %s", [input.meta.resourceKind, input.meta.name, evidence.day(end)]),
		"observed": end,
		"expected": "a binding that is gone when it ends",
		"fix": "Remove the binding, or renew its end.",
	}
}

unknown contains sprintf("%q is no day: needs a date such as 2027-01-31", [end]) if {
	some end in ends(input)
	not regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}`, end)
}

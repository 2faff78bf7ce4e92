# METADATA
# title: "Privileged access ends"
# description: >-
#   Rights that were given for a night are still there a year later, unless they carry their end.
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

privileged if {
	input.roleKind == "ClusterRole"
	input.roleName in {"cluster-admin", "admin"}
}

held contains subject if {
	some subject in input.subjects
	subject.kind in {"User", "Group"}
	not startswith(subject.name, "system:")
	not subject.name in data.platform.breakGlassGroups
}

applicable if {
	privileged
	count(held) > 0
}

ends contains value if {
	some annotation in data.parameters.expiry_annotations
	value := input.meta.annotations[annotation]
}

violation contains v if {
	count(ends) == 0
	some subject in held
	v := {
		"path": subject.pointer,
		"key": subject.name,
		"message": sprintf("%s %s gives %s to %s %s without an end", [input.meta.resourceKind, input.meta.name, input.roleName, subject.kind, subject.name]),
		"observed": "no day on which it ends",
		"expected": sprintf("the annotation %s", [data.parameters.expiry_annotations[0]]),
	}
}

violation contains v if {
	some end in ends
	regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}`, end)
	evidence.day(end) < evidence.today
	v := {
		"path": "/metadata/annotations",
		"key": "expired",
		"message": sprintf("%s %s should have ended on %s", [input.meta.resourceKind, input.meta.name, evidence.day(end)]),
		"observed": end,
		"expected": "a binding that is gone when it ends",
	}
}

unknown contains sprintf("%q is no day: needs a date such as 2027-01-31", [end]) if {
	some end in ends
	not regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}`, end)
}

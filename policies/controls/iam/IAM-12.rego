# METADATA
# title: "Support cannot read tenants' secrets nor enter their pods"
# description: >-
#   Support needs to see that something is broken, not the data in it.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# custom:
#   id: IAM-12
#   severity: high
#   layer: governance
#   evidence: partly
#   sources: [retail-hardening, logistics-isolation]
#   kinds: [Role, RoleBinding]
#   remediation: >-
#     Leave Secrets and pods/exec out of support roles; give such access for the case, with an end.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "7.2.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.3", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.3", coverage: partial}
package bulkhead.controls.iam_12

import rego.v1

of_support(name) if regex.match(`(^|[-_.:])(support|helpdesk|servicedesk)([-_.:]|$)`, lower(name))

applicable if {
	object.get(input, "kind", "Role") == "Role"
	of_support(input.meta.name)
}

people := [subject |
	some subject in input.subjects
	subject.kind in {"User", "Group"}
	of_support(subject.name)
]

applicable if {
	input.kind == "RoleBinding"
	count(people) > 0
}

# Kubernetes' own roles that read Secrets or enter pods (kubernetes.io, Using RBAC authorization, user-facing roles).
reaching if {
	input.roleKind == "ClusterRole"
	input.roleName in {"cluster-admin", "admin", "edit"}
}

# A role with another name; those of support are judged themselves.
reaching if {
	some role in bound
	not of_support(role.meta.name)
	some rule in role.rules
	some resource in rule.resources
	some verb in rule.verbs
	verb in reading[resource]
}

bound := [role |
	some role in data.platform.kinds.Role
	role.meta.resourceKind == input.roleKind
	role.meta.name == input.roleName
	object.get(role.meta, "namespace", "") in {"", object.get(input.meta, "namespace", "")}
]

violation contains v if {
	reaching
	some subject in people
	v := {
		"path": subject.pointer,
		"key": subject.name,
		"message": sprintf("%s %s gives %s %s of support rights to read tenants' data", [input.meta.resourceKind, input.meta.name, subject.kind, subject.name]),
		"observed": sprintf("%s %s", [input.roleKind, input.roleName]),
		"expected": "a role that reads neither Secrets nor pods from within",
		"fix": "Bind a role of support that reads neither Secrets nor enters pods, and give more for a time only.",
	}
}

unknown contains sprintf("%s %s is not in this input", [input.roleKind, input.roleName]) if {
	count(people) > 0
	count(bound) == 0
	not input.roleName in {"cluster-admin", "admin", "edit", "view"}
}

reading := {
	"secrets": {"get", "list", "watch", "*"},
	"pods/exec": {"get", "create", "*"},
	"pods/attach": {"get", "create", "*"},
	"pods/portforward": {"get", "create", "*"},
	"*": {"get", "list", "watch", "*"},
}

violation contains v if {
	some rule in input.rules
	some resource in rule.resources
	verbs := [verb | some verb in rule.verbs; verb in reading[resource]]
	count(verbs) > 0
	v := {
		"path": sprintf("%s/resources", [rule.pointer]),
		"key": sprintf("%s/%s", [rule.pointer, resource]),
		"message": sprintf("%s %s of support grants %s on %s", [input.meta.resourceKind, input.meta.name, concat(", ", verbs), resource]),
		"observed": sprintf("%s on %s", [concat(", ", verbs), resource]),
		"expected": "no reading of tenants' data by default",
	}
}

# METADATA
# title: "Duties are separated"
# description: >-
#   Who runs the platform, changes the application and answers the customer can also do all of it
#   unseen.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# custom:
#   id: IAM-08
#   severity: medium
#   layer: governance
#   evidence: partly
#   sources: [retail-hardening, logistics-isolation]
#   kinds: [Platform]
#   remediation: >-
#     Give platform, application and support rights to different groups.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-5", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "7.2.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.3", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.3", coverage: partial}
package bulkhead.controls.iam_08

import rego.v1

duty(binding) := "support" if {
	regex.match(`(^|[-_.:])(support|helpdesk|servicedesk)([-_.:]|$)`, lower(binding.roleName))
} else := "platform" if {
	regex.match(`(^|[-_.:])(platform|cluster|infra|sre)([-_.:]|$)`, lower(binding.roleName))
} else := "application" if {
	binding.roleName in {"admin", "edit"}
} else := "application" if {
	regex.match(`(^|[-_.:])(app|application|developer|dev|release|odoo)([-_.:]|$)`, lower(binding.roleName))
}

people contains id if {
	some id, binding in data.platform.kinds.RoleBinding
	some subject in binding.subjects
	subject.kind in {"User", "Group"}
	not startswith(subject.name, "system:")
}

duties[key][what] contains id if {
	some id in people
	binding := data.platform.kinds.RoleBinding[id]
	what := duty(binding)
	some subject in binding.subjects
	subject.kind in {"User", "Group"}
	not subject.name in data.platform.breakGlassGroups
	key := sprintf("%s %s", [subject.kind, subject.name])
}

violation contains v if {
	some subject, held in duties
	count(held) == 3
	v := {
		"path": "",
		"key": subject,
		"message": sprintf("%s holds platform, application and support rights at once", [subject]),
		"observed": "three duties",
		"expected": "one of platform, application and support",
		"proof": [{"message": sprintf("%s rights by %s %s", [what, data.platform.entities[id].meta.resourceKind, data.platform.entities[id].meta.name]), "entity": id, "pointer": "/subjects"} |
			some what in ["application", "platform", "support"]
			id := min(held[what])
		],
	}
}

unknown contains "no binding of people is in this input: needs the RoleBindings and ClusterRoleBindings" if count(people) == 0

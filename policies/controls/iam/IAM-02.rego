# METADATA
# title: "No wildcard verbs, resources or API groups"
# description: >-
#   A wildcard grants what is not there yet: the next resource type, the next verb.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# custom:
#   id: IAM-02
#   severity: high
#   evidence: files
#   sources: [retail-hardening, distribution-hardening]
#   kinds: [Role]
#   remediation: >-
#     Name the API groups, resources and verbs that are used.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.1.3", coverage: full}
package bulkhead.controls.iam_02

import rego.v1

applicable if not startswith(input.meta.name, "system:")

violation contains v if {
	some rule in input.rules
	fields := [field | some field in ["apiGroups", "resources", "verbs"]; "*" in rule[field]]
	"verbs" in fields
	count(rule.resources) > 0
	v := {
		"path": sprintf("%s/%s", [rule.pointer, fields[0]]),
		"key": rule.pointer,
		"message": sprintf("%s %s uses wildcards for %s", [input.meta.resourceKind, input.meta.name, concat(", ", fields)]),
		"observed": sprintf("* in %s", [concat(", ", fields)]),
		"expected": "named API groups, resources and verbs",
	}
}

violation contains v if {
	some rule in input.rules
	"*" in rule.resources
	not "*" in rule.verbs
	count({verb | some verb in rule.verbs; verb != ""}) > 0
	v := {
		"path": sprintf("%s/resources", [rule.pointer]),
		"key": rule.pointer,
		"message": sprintf("%s %s grants %s on every resource%s", [input.meta.resourceKind, input.meta.name, concat(", ", rule.verbs), of_what(rule)]),
		"observed": "* in resources",
		"expected": "named resources",
	}
}

of_what(rule) := ", Secrets included" if core(rule)

of_what(rule) := sprintf(" of %s", [concat(", ", rule.apiGroups)]) if not core(rule)

core(rule) if {
	some group in rule.apiGroups
	group in {"", "*"}
}

violation contains v if {
	some rule in input.rules
	"*" in rule.apiGroups
	not "*" in rule.verbs
	not "*" in rule.resources
	count(rule.resources) > 0
	v := {
		"path": sprintf("%s/apiGroups", [rule.pointer]),
		"key": rule.pointer,
		"message": sprintf("%s %s grants %s on %s of every API group, those to come included", [input.meta.resourceKind, input.meta.name, concat(", ", rule.verbs), concat(", ", rule.resources)]),
		"observed": "* in apiGroups",
		"expected": "named API groups",
		"severity": "medium",
	}
}

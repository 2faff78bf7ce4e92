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
#   kinds: [Role]
#   remediation: >-
#     Leave Secrets and pods/exec out of support roles; give such access for the case, with an end.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "7.2.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.3", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.3", coverage: partial}
package bulkhead.controls.iam_12

import rego.v1

applicable if regex.match(`(^|[-_.:])(support|helpdesk|servicedesk)([-_.:]|$)`, lower(input.meta.name))

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

# METADATA
# title: "No escalate, bind or impersonate, and no standing right to exec into pods"
# description: >-
#   Who may bind or escalate can give himself any role; who may exec into a pod has all that the pod
#   has.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# custom:
#   id: IAM-04
#   severity: high
#   kinds: [Role]
#   remediation: >-
#     Remove the verb; give exec through a time-bound break-glass binding.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6(10)", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.1.8", coverage: full}
package bulkhead.controls.iam_04

import rego.v1

applicable if not startswith(input.meta.name, "system:")

violation contains v if {
	some rule in input.rules
	some verb in rule.verbs
	verb in {"escalate", "bind", "impersonate"}
	v := {
		"path": sprintf("%s/verbs", [rule.pointer]),
		"key": sprintf("%s/%s", [rule.pointer, verb]),
		"message": sprintf("%s %s grants %s", [input.meta.resourceKind, input.meta.name, verb]),
		"observed": verb,
		"expected": "no escalate, bind or impersonate",
	}
}

violation contains v if {
	some rule in input.rules
	some resource in rule.resources
	resource in {"pods/exec", "pods/attach"}
	some verb in rule.verbs
	verb in {"create", "get", "*"}
	v := {
		"path": sprintf("%s/resources", [rule.pointer]),
		"key": sprintf("%s/%s", [rule.pointer, resource]),
		"message": sprintf("%s %s grants %s on %s", [input.meta.resourceKind, input.meta.name, verb, resource]),
		"observed": sprintf("%s on %s", [verb, resource]),
		"expected": "no standing right to run commands in pods",
	}
}

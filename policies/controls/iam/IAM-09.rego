# METADATA
# title: "Service accounts have no tokens that last, and are used"
# description: >-
#   A token in a Secret never ends and works from anywhere; an account that nothing uses is only of
#   use to somebody else.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/service-accounts/
# custom:
#   id: IAM-09
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, retail-multi-tenant]
#   kinds: [Secret, ServiceAccount]
#   remediation: >-
#     Use tokens that the kubelet requests (TokenRequest) and remove accounts that nothing uses.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "IA-5", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.16", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.iam_09

import rego.v1

import data.bulkhead.lib.ownership

token if {
	input.kind == "Secret"
	input.type == "kubernetes.io/service-account-token"
}

applicable if token

applicable if {
	input.kind == "ServiceAccount"
	input.meta.name != "default"
}

violation contains v if {
	token
	v := {
		"path": "/type",
		"message": sprintf("Secret %s holds a token of a service account that never ends", [input.meta.name]),
		"observed": "type: kubernetes.io/service-account-token",
		"expected": "tokens that the kubelet requests and renews",
		"fix": "Delete the Secret, and use tokens that the kubelet requests (TokenRequest).",
	}
}

# Accounts that a binding names.
bound contains [subject.namespace, subject.name] if {
	some binding in data.platform.kinds.RoleBinding
	some subject in binding.subjects
	subject.kind == "ServiceAccount"
}

used if {
	some workload in data.platform.namespaces[input.meta.namespace].Workload
	workload.pod.serviceAccountName == input.meta.name
}

used if [input.meta.namespace, input.meta.name] in bound

violation contains v if {
	input.kind == "ServiceAccount"
	input.meta.name != "default"
	ownership.complete
	not used
	v := {
		"path": "/metadata/name",
		"message": sprintf("nothing uses ServiceAccount %s", [input.meta.name]),
		"observed": "no pod runs as it and no binding names it",
		"expected": "accounts that are used",
		"fix": "Delete the account.",
		"severity": "low",
	}
}

unknown contains "nothing that uses this account is in this part of the platform: needs the workloads of its namespace" if {
	input.kind == "ServiceAccount"
	not ownership.complete
	not used
}

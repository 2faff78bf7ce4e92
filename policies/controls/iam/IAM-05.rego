# METADATA
# title: "People sign in through the identity provider"
# description: >-
#   Who is known by a certificate or a static token cannot be locked out when they leave.
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/authentication/
# custom:
#   id: IAM-05
#   severity: high
#   evidence: partly
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration]
#   kinds: [Workload, RoleBinding]
#   remediation: >-
#     Give the API server an OIDC issuer (--oidc-issuer-url or --authentication-config), take away
#     static tokens, and bind groups of the provider instead of users.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-2", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "3.1.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.16", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.iam_05

import rego.v1

import data.bulkhead.lib.controlplane

applicable if controlplane.is("kube-apiserver")

people := [subject |
	some subject in input.subjects
	subject.kind == "User"
	not startswith(subject.name, "system:")
]

applicable if count(people) > 0

applicable if {
	some subject in input.subjects
	subject.kind == "Group"
	not startswith(subject.name, "system:")
}

flags := controlplane.flags("kube-apiserver")

provider if flags["oidc-issuer-url"]

provider if flags["authentication-config"]

violation contains v if {
	controlplane.is("kube-apiserver")
	not provider
	v := {
		"path": controlplane.pointer("kube-apiserver"),
		"key": "provider",
		"message": sprintf("%s knows no identity provider: people sign in with certificates or tokens", [input.meta.name]),
		"observed": "neither --oidc-issuer-url nor --authentication-config",
		"expected": "an identity provider",
		"fix": "Set --oidc-issuer-url, or --authentication-config with an issuer.",
	}
}

violation contains v if {
	flags["token-auth-file"]
	v := {
		"path": controlplane.pointer("kube-apiserver"),
		"key": "tokens",
		"message": sprintf("%s accepts static tokens, which never end", [input.meta.name]),
		"observed": sprintf("--token-auth-file=%s", [flags["token-auth-file"]]),
		"expected": "no --token-auth-file",
		"fix": "Remove --token-auth-file.",
	}
}

violation contains v if {
	some subject in people
	v := {
		"path": subject.pointer,
		"key": subject.name,
		"message": sprintf("%s %s binds the user %s by name", [input.meta.resourceKind, input.meta.name, subject.name]),
		"observed": sprintf("User %s", [subject.name]),
		"expected": "a group of the identity provider",
		"fix": "Bind a group of the identity provider instead.",
		"severity": "medium",
	}
}

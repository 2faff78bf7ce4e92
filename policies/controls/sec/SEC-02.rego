# METADATA
# title: "Secrets come from a managed store"
# description: >-
#   A Secret that is written out in a repository is in every clone of it, for ever.
# related_resources:
#   - https://external-secrets.io/latest/
#   - https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# custom:
#   id: SEC-02
#   severity: high
#   evidence: files
#   sources: [retail-hardening, retail-multi-tenant, erp-integration]
#   kinds: [Secret]
#   remediation: >-
#     Keep the value in a store (External Secrets, Vault, CSI), or encrypt it in the repository
#     (Sealed Secrets, SOPS).
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-5", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-12", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "8.6.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.17", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Secrets", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.4.2", coverage: partial}
package bulkhead.controls.sec_02

import rego.v1

written := [key |
	some key in input.keys
	key.digest
]

violation contains v if {
	input.managed == "plain"
	count(written) > 0
	v := {
		"path": written[0].pointer,
		"key": "plain",
		"message": sprintf("Secret %s is written out in the file", [input.meta.name]),
		"observed": sprintf("values of %s", [concat(", ", sort([key.name | some key in written]))]),
		"expected": "a reference to a store, or an encrypted Secret",
	}
}

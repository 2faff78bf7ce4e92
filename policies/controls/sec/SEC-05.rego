# METADATA
# title: "Private keys are not in version control"
# description: >-
#   A private key in Git is no longer private.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# custom:
#   id: SEC-05
#   severity: critical
#   evidence: files
#   sources: [erp-integration]
#   kinds: [CredentialExposure]
#   remediation: >-
#     Revoke the certificate or key, and issue a new one where only its user can read it.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-12", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "3.6.1", coverage: partial}
package bulkhead.controls.sec_05

import rego.v1

applicable if input.rule == "private-key"

violation contains v if {
	v := {
		"path": input.pointer,
		"message": sprintf("%s holds a private key", [input.meta.name]),
		"observed": "a private key (withheld)",
		"expected": "no private key in version control",
	}
}

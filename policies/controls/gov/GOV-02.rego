# METADATA
# title: "Every exception has a reason, an approver and an expiry"
# description: >-
#   An exception that nobody approved, or that never ends, is a change of policy that nobody decided.
# related_resources:
#   - https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final
# custom:
#   id: GOV-02
#   severity: high
#   evidence: files
#   sources: [retail-hardening, distribution-hardening]
#   kinds: [Platform]
#   remediation: >-
#     Complete or remove the waiver.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CA-5", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.36", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC3.2", coverage: partial}
package bulkhead.controls.gov_02

import rego.v1

reasons := {
	"EXPIRED": "has expired",
	"UNAPPROVED": "has no approver",
	"INCOMPLETE": "lacks a reason, an owner or a valid expiry",
}

violation contains v if {
	some waiver in data.platform.waivers
	why := reasons[waiver.state]
	v := {
		"source": waiver.source,
		"path": waiver.pointer,
		"key": waiver.id,
		"message": sprintf("waiver %s of %s %s, so it waives nothing", [waiver.id, waiver.control, why]),
		"observed": lower(waiver.state),
		"expected": "reason, owner, approver and an expiry that is still to come",
	}
}

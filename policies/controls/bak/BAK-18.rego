# METADATA
# title: "A standby environment and a procedure for the DNS cut-over exist where criticality asks"
# description: >-
#   Without a place to go to and a tested way to send users there, a lost region is days of
#   work.
# custom:
#   id: BAK-18
#   severity: medium
#   evidence: attestation
#   sources: [retail-hardening]
#   kinds: [Platform]
#   remediation: >-
#     Keep a warm or pilot-light environment, write the cut-over down, and attest both.
#   example: |
#     attestations:
#       - type: standby-environment
#         owner: platform-lead@example.com
#         date: 2026-10-01
#         validUntil: 2027-09-30
#         link: https://wiki.example.com/standby-environment
#   parameters:
#     offsite_criticality:
#       default: [critical]
#       description: "criticality of the tenants that need a second place"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-7", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.14", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
package bulkhead.controls.bak_18

import rego.v1

import data.bulkhead.lib.evidence

wanted := {"standby-environment": "the standby environment", "dns-cutover": "the DNS cut-over procedure"}

applicable if {
	some tenant in data.platform.tenants
	tenant.criticality in data.parameters.offsite_criticality
}

violation contains v if {
	some type, what in wanted
	some flaw in evidence.flaws(type)
	v := {
		"path": "",
		"key": sprintf("%s %s", [type, flaw.pointer]),
		"message": sprintf("the evidence of %s %s", [what, flaw.why]),
		"observed": sprintf("attestation %s in %s", [type, data.platform.entities[flaw.entity].meta.name]),
		"expected": "an attestation with owner, date, link and a validity that lasts",
		"proof": [{"message": sprintf("the attestation %s", [flaw.why]), "entity": flaw.entity, "pointer": flaw.pointer}],
	}
}

unknown contains sprintf("nobody attests %s: needs an attestation of type %s (attestations.yaml)", [what, type]) if {
	some type, what in wanted
	count(evidence.of(type)) == 0
}

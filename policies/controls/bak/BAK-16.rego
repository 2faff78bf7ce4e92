# METADATA
# title: "A failover drill was held within the quarter"
# description: >-
#   A standby that was never used is a hope.
# custom:
#   id: BAK-16
#   severity: medium
#   evidence: attestation
#   sources: [retail-hardening, distribution-hardening]
#   kinds: [Platform]
#   remediation: >-
#     Hold the drill, and attest it with what was learnt.
#   example: |
#     attestations:
#       - type: failover-drill
#         owner: platform-lead@example.com
#         date: 2026-10-01
#         validUntil: 2027-09-30
#         link: https://wiki.example.com/failover-drill
#   parameters:
#     drill_within_days:
#       default: 92
#       description: "how old the last drill may be, in days"
#     offsite_criticality:
#       default: [critical]
#       description: "criticality of the tenants that need a second place"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-4", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.30", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.3", coverage: partial}
package bulkhead.controls.bak_16

import rego.v1

import data.bulkhead.lib.evidence

wanted := {"failover-drill": "the failover drill"}

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

old(attestation) if time.parse_rfc3339_ns(sprintf("%sT00:00:00Z", [evidence.day(attestation.date)])) < time.parse_rfc3339_ns(data.platform.now) - (data.parameters.drill_within_days * 86400000000000)

violation contains v if {
	some type, what in wanted
	count(evidence.flaws(type)) == 0
	entries := evidence.of(type)
	every entry in entries {
		old(entry.attestation)
	}
	some entry in entries
	v := {
		"path": "",
		"key": sprintf("%s %s", [type, entry.pointer]),
		"message": sprintf("%s is older than %d days", [what, data.parameters.drill_within_days]),
		"observed": sprintf("attested on %s", [evidence.day(entry.attestation.date)]),
		"expected": sprintf("within %d days", [data.parameters.drill_within_days]),
		"proof": [{"message": "the attestation is too old", "entity": entry.entity, "pointer": entry.pointer}],
	}
}

unknown contains sprintf("nobody attests %s: needs an attestation of type %s (attestations.yaml)", [what, type]) if {
	some type, what in wanted
	count(evidence.of(type)) == 0
}

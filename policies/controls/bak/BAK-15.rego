# METADATA
# title: "Recovery runbook, dependency map and communication plan were reviewed within the year"
# description: >-
#   At night nobody invents the order in which things come back.
# custom:
#   id: BAK-15
#   severity: medium
#   evidence: attestation
#   sources: [distribution-hardening, retail-multi-tenant, logistics-isolation]
#   kinds: [Platform]
#   remediation: >-
#     Review them, and renew the attestations.
#   example: |
#     attestations:
#       - type: recovery-runbook
#         owner: platform-lead@example.com
#         date: 2026-10-01
#         validUntil: 2027-09-30
#         link: https://wiki.example.com/recovery-runbook
#   parameters:
#     review_within_days:
#       default: 366
#       description: "how old a review may be, in days"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.30", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
package bulkhead.controls.bak_15

import rego.v1

import data.bulkhead.lib.evidence

wanted := {"recovery-runbook": "the recovery runbook", "dependency-map": "the dependency map", "communication-plan": "the communication plan"}

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

old(attestation) if time.parse_rfc3339_ns(sprintf("%sT00:00:00Z", [evidence.day(attestation.date)])) < time.parse_rfc3339_ns(data.platform.now) - (data.parameters.review_within_days * 86400000000000)

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
		"message": sprintf("%s is older than %d days", [what, data.parameters.review_within_days]),
		"observed": sprintf("attested on %s", [evidence.day(entry.attestation.date)]),
		"expected": sprintf("within %d days", [data.parameters.review_within_days]),
		"proof": [{"message": "the attestation is too old", "entity": entry.entity, "pointer": entry.pointer}],
	}
}

unknown contains sprintf("nobody attests %s: needs an attestation of type %s (attestations.yaml)", [what, type]) if {
	some type, what in wanted
	count(evidence.of(type)) == 0
}

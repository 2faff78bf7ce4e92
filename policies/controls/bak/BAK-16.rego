# METADATA
# title: "A failover drill was held within the quarter"
# description: >-
#   A standby that was never used is a hope.
# related_resources:
#   - https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final
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

violation contains v if some v in evidence.violations(wanted)

violation contains v if some v in evidence.too_old(wanted, data.parameters.drill_within_days)

unknown contains reason if some reason in evidence.unattested(wanted)

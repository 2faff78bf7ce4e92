# METADATA
# title: "A standby environment and a procedure for the DNS cut-over exist where criticality asks"
# description: >-
#   Without a place to go to and a tested way to send users there, a lost region is days of
#   work.
# related_resources:
#   - https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final
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

violation contains v if some v in evidence.violations(wanted)

unknown contains reason if some reason in evidence.unattested(wanted)

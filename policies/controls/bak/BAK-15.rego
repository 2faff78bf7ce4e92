# METADATA
# title: "Recovery runbook, dependency map and communication plan were reviewed within the year"
# description: >-
#   At night nobody invents the order in which things come back.
# related_resources:
#   - https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final
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

violation contains v if some v in evidence.violations(wanted)

violation contains v if some v in evidence.too_old(wanted, data.parameters.review_within_days)

unknown contains reason if some reason in evidence.unattested(wanted)

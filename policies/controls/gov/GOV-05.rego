# METADATA
# title: "Migration and onboarding waves have acceptance criteria, rollback path and communication plan"
# description: >-
#   A wave without criteria is over when everybody is tired.
# related_resources:
#   - https://csrc.nist.gov/pubs/sp/800/128/upd1/final
# custom:
#   id: GOV-05
#   severity: medium
#   evidence: attestation
#   sources: [retail-multi-tenant, distribution-hardening]
#   kinds: [Platform]
#   remediation: >-
#     Write down what is missing, let its owner sign it off, and keep the attestation's dates
#     current in attestations.yaml.
#   example: |
#     attestations:
#       - type: migration-acceptance
#         owner: platform-lead@example.com
#         date: 2026-10-01
#         validUntil: 2027-09-30
#         link: https://wiki.example.com/migration-acceptance
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-4", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC8.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.32", coverage: partial}
package bulkhead.controls.gov_05

import rego.v1

import data.bulkhead.lib.evidence

wanted := {"migration-acceptance": "acceptance criteria, rollback path and communication plan of migrations"}

violation contains v if some v in evidence.violations(wanted)

unknown contains reason if some reason in evidence.unattested(wanted)

# METADATA
# title: "A recovery procedure for secrets exists and is recent"
# description: >-
#   When the store of secrets is lost, everything that needs one stays down.
# related_resources:
#   - https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
# custom:
#   id: SEC-06
#   severity: medium
#   evidence: attestation
#   sources: [retail-hardening, erp-integration]
#   kinds: [Platform]
#   remediation: >-
#     Write down what is missing, let its owner sign it off, and keep the attestation's dates
#     current in attestations.yaml.
#   example: |
#     attestations:
#       - type: secrets-recovery
#         owner: platform-lead@example.com
#         date: 2026-10-01
#         validUntil: 2027-09-30
#         link: https://wiki.example.com/secrets-recovery
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-12", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.29", coverage: partial}
package bulkhead.controls.sec_06

import rego.v1

import data.bulkhead.lib.evidence

wanted := {"secrets-recovery": "the recovery procedure for secrets"}

violation contains v if some v in evidence.violations(wanted)

unknown contains reason if some reason in evidence.unattested(wanted)

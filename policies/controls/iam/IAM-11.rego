# METADATA
# title: "Access is recertified within the period"
# description: >-
#   Rights are given in a hurry and stay for years, unless somebody looks through them.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# custom:
#   id: IAM-11
#   severity: medium
#   evidence: attestation
#   sources: [retail-hardening, retail-multi-tenant]
#   kinds: [Platform]
#   remediation: >-
#     Write down what is missing, let its owner sign it off, and keep the attestation's dates
#     current in attestations.yaml.
#   example: |
#     attestations:
#       - type: access-recertification
#         owner: platform-lead@example.com
#         date: 2026-10-01
#         validUntil: 2027-09-30
#         link: https://wiki.example.com/access-recertification
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-2", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "7.2.4", coverage: full}
#     - {framework: "ISO 27001:2022", requirement: "A.5.18", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.2", coverage: partial}
package bulkhead.controls.iam_11

import rego.v1

import data.bulkhead.lib.evidence

wanted := {"access-recertification": "the recertification of access"}

violation contains v if some v in evidence.violations(wanted)

unknown contains reason if some reason in evidence.unattested(wanted)

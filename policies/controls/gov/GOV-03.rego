# METADATA
# title: "Shared responsibilities, incident plan and patch cadence are current"
# description: >-
#   Who does what, who calls whom, and when is patched: three papers that an auditor asks for
#   first.
# related_resources:
#   - https://csrc.nist.gov/pubs/sp/800/61/r3/final
# custom:
#   id: GOV-03
#   severity: medium
#   evidence: attestation
#   sources: [retail-multi-tenant, erp-integration]
#   kinds: [Platform]
#   remediation: >-
#     Write down what is missing, let its owner sign it off, and keep the attestation's dates
#     current in attestations.yaml.
#   example: |
#     attestations:
#       - type: shared-responsibility
#         owner: platform-lead@example.com
#         date: 2026-10-01
#         validUntil: 2027-09-30
#         link: https://wiki.example.com/shared-responsibility
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IR-8", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SI-2", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "12.10.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.24", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.4", coverage: partial}
package bulkhead.controls.gov_03

import rego.v1

import data.bulkhead.lib.evidence

wanted := {"shared-responsibility": "the shared-responsibility matrix", "incident-plan": "the incident plan", "patch-cadence": "the patch cadence"}

violation contains v if some v in evidence.violations(wanted)

unknown contains reason if some reason in evidence.unattested(wanted)
